#!/bin/sh
# Compiles the kernels into LIBRARIES/liblanes-linux-x86_64.so and LIBRARIES/liblanes-linux-aarch64.so,
# whichever of the two a compiler is there for; the other is skipped with one line. CC names the
# compiler for this machine, CROSS_CC the one for aarch64.
#
#     build.sh LIBRARIES OBJECTS
set -eu
sources=$(cd "$(dirname "$0")" && pwd)
libraries=$1
objects=$2
. "$sources/sources.sh"

# -ffreestanding -nostdlib: the library names no libc, so one file loads on every glibc, on musl and in
#     every class loader. -fno-tree-loop-distribute-patterns keeps the compiler from writing calls of
#     memset and memcpy itself; -Wl,--no-undefined fails the build if anything is called after all.
# -ffp-contract=off: multiply-adds stand where they are written, not where the compiler sees fit.
flags="-O3 -std=c17 -ffreestanding -fno-builtin -fno-tree-loop-distribute-patterns -ffp-contract=off
    -fPIC -fvisibility=hidden -fno-stack-protector -fno-asynchronous-unwind-tables
    -Wall -Wextra -Werror"
link="-shared -nostdlib -Wl,--no-undefined -Wl,-z,noexecstack -Wl,-z,relro -Wl,--build-id=none -Wl,-s"

# build COMPILER MACHINE; lists of flags and files fall apart into words by intention.
build() {
    mkdir -p "$libraries" "$objects/$2"
    made=""
    for file in jni.c memory.c $(files_of "$2"); do
        object=$objects/$2/${file%.c}.o
        "$1" $flags $(flags_of "$file") -c "$sources/$file" -o "$object"
        made="$made $object"
    done
    library=$libraries/liblanes-linux-$2.so
    # Written beside its place and renamed: a library that a JVM has loaded is not written to.
    "$1" $link $made -o "$library.new"
    mv "$library.new" "$library"
}

if ! command -v "$cc" >/dev/null 2>&1; then
    echo "native kernels skipped: no C compiler"
elif compiles_for "$cc" x86_64; then
    build "$cc" x86_64
elif compiles_for "$cc" aarch64; then
    build "$cc" aarch64
    exit
else
    echo "native kernels skipped: $cc compiles for $("$cc" -dumpmachine)"
fi

if compiles_for "$cross" aarch64; then
    build "$cross" aarch64
else
    echo "native kernels for aarch64 skipped: no $cross"
fi
