#!/bin/sh
# Compiles the kernels for MACHINE, x86_64 or aarch64, into LIBRARIES/liblanes-linux-MACHINE.so, or says
# in one line that there is no compiler for it. CC names the compiler for this machine, CROSS_CC the one
# for aarch64.
#
#     build.sh MACHINE LIBRARIES OBJECTS
set -eu
sources=$(cd "$(dirname "$0")" && pwd)
machine=$1
libraries=$2
objects=$3
. "$sources/sources.sh"

# -ffreestanding -nostdlib: the library names no libc, so one file loads on every glibc, on musl and in
#     every class loader. -fno-tree-loop-distribute-patterns keeps the compiler from writing calls of
#     memset and memcpy itself; -Wl,--no-undefined fails the build if anything is called after all.
# -ffp-contract=off: multiply-adds stand where they are written, not where the compiler sees fit.
flags="-O3 -std=c17 -ffreestanding -fno-builtin -fno-tree-loop-distribute-patterns -ffp-contract=off
    -fPIC -fvisibility=hidden -fno-stack-protector -fno-asynchronous-unwind-tables
    -Wall -Wextra -Werror"
link="-shared -nostdlib -Wl,--no-undefined -Wl,-z,noexecstack -Wl,-z,relro -Wl,--build-id=none -Wl,-s"

# build COMPILER; lists of flags and files fall apart into words by intention.
build() {
    mkdir -p "$libraries" "$objects"
    made=""
    for file in jni.c jni_batch.c jni_walk.c jni_posting.c jni_packed.c block_kernel.c posting_kernel.c packed_kernel.c walk.c memory.c $(files_of "$machine"); do
        object=$objects/${file%.c}.o
        "$1" $flags $(flags_of "$file") -c "$sources/$file" -o "$object"
        made="$made $object"
    done
    library=$libraries/liblanes-linux-$machine.so
    # Written aside and renamed: a library that a JVM has loaded is not written to.
    "$1" $link $made -o "$objects/library.so"
    mv "$objects/library.so" "$library"
}

if compiles_for "$cc" "$machine"; then
    build "$cc"
elif [ "$machine" = aarch64 ] && compiles_for "$cross" aarch64; then
    build "$cross"
else
    echo "native kernels for $machine skipped: no C compiler for it ($cc)"
fi
