# What is compiled for which machine and with which instructions; read by build.sh and check.sh.

files_of() {
    case $1 in
        x86_64) echo "cpu.c f32_dot_avx2.c f32_dot_avx512.c f32_l2_avx2.c f32_l2_avx512.c" ;;
        aarch64) echo "cpu.c f32_dot_neon.c f32_l2_neon.c" ;;
    esac
}

flags_of() {
    case $1 in
        *_avx2.c) echo "-mavx2 -mfma" ;;
        *_avx512.c) echo "-mavx512f -mavx512dq -mavx512bw -mavx512vl -mavx2 -mfma" ;;
    esac
}

# compiles_for COMPILER MACHINE: true when the compiler is there and compiles for that machine's Linux.
compiles_for() {
    command -v "$1" >/dev/null 2>&1 || return 1
    case $("$1" -dumpmachine) in
        "$2"*linux*) return 0 ;;
        *) return 1 ;;
    esac
}

cc=${CC:-cc}
cross=${CROSS_CC:-aarch64-linux-gnu-gcc}
