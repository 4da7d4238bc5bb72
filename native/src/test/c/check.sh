#!/bin/sh
# Runs check.c on the kernels and check_memory.c on the system calls: on the very objects that build.sh
# made, those for aarch64 under qemu-user where that is installed; with "sanitized", on the kernels of
# this machine compiled for AddressSanitizer. What cannot run is skipped with one line.
#
#     check.sh DIRECTORY [sanitized]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sources=$here/../../main/c
directory=$1
mkdir -p "$directory"
mode=${2:-plain}
. "$sources/sources.sh"

# What takes the place of tiles on a machine without them: emulate COMPILER MACHINE OBJECT FLAGS.
emulate() {
    if [ "$2" = x86_64 ]; then
        "$1" -O1 -std=c17 -DLANES_EMULATED_TILES -Du8_batch_amx=u8_batch_amx_emulated \
            $(flags_of u8_batch_vnni.c) ${4:-} -c "$sources/u8_batch_amx.c" -o "$3"
        made="$made $3"
    fi
}

# linked COMPILER MACHINE [FLAGS]: the driver with the objects of the library.
linked() {
    objects=$here/../../../linux-$2/target/objects
    made=""
    for file in $(files_of "$2"); do
        made="$made $objects/${file%.c}.o"
    done
    emulate "$1" "$2" "$directory/u8_batch_amx_emulated.o"
    "$1" -O1 -std=c17 ${3:-} "$here/check.c" "$here/check_batch.c" "$here/check_query.c" "$here/check_posting.c" "$here/check_packed.c" $made -lm \
        -o "$directory/check-$2"
    "$1" -O1 -std=c17 ${3:-} "$here/check_memory.c" "$objects/memory.o" -o "$directory/memory-$2"
}

sanitized() {
    made=""
    mkdir -p "$directory/sanitized"
    for file in $(files_of "$2"); do
        object=$directory/sanitized/${file%.c}.o
        "$1" -O1 -g -std=c17 -fsanitize=address,undefined -fno-sanitize-recover=all \
            $(flags_of "$file") -c "$sources/$file" -o "$object"
        made="$made $object"
    done
    emulate "$1" "$2" "$directory/sanitized/u8_batch_amx_emulated.o" \
        "-g -fsanitize=address,undefined -fno-sanitize-recover=all"
    "$1" -O1 -g -std=c17 -fsanitize=address,undefined -fno-sanitize-recover=all \
        "$here/check.c" "$here/check_batch.c" "$here/check_query.c" "$here/check_posting.c" "$here/check_packed.c" $made -lm -o "$directory/check-sanitized"
    "$directory/check-sanitized"
}

this=none
for machine in x86_64 aarch64; do
    if compiles_for "$cc" $machine; then
        this=$machine
    fi
done

if [ "$this" = none ]; then
    echo "check of the C kernels skipped: no C compiler for them"
elif [ "$mode" = sanitized ]; then
    sanitized "$cc" "$this"
else
    linked "$cc" "$this"
    "$directory/check-$this"
    "$directory/memory-$this"
fi

# A cross compiler may come without the libc that the driver needs; the library needs none.
emulated() {
    compiles_for "$cross" aarch64 && command -v qemu-aarch64 >/dev/null 2>&1 \
        && echo "#include <math.h>" | "$cross" -E - >/dev/null 2>&1
}

if [ "$mode" = plain ] && [ "$this" = x86_64 ]; then
    if emulated; then
        linked "$cross" aarch64 -static
        qemu-aarch64 "$directory/check-aarch64"
        qemu-aarch64 "$directory/memory-aarch64"
    else
        echo "check of the C kernels for aarch64 skipped: no $cross with its libc, or no qemu-aarch64"
    fi
fi
