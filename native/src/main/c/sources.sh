# What is compiled for which machine and with which instructions; read by build.sh and check.sh,
# which have set "sources".

files_of() {
    case $1 in
        x86_64) tiers="avx2 avx512 vnni amx" ;;
        aarch64) tiers="neon dotprod" ;;
    esac
    echo cpu.c
    for tier in $tiers; do
        (cd "$sources" && ls *_"$tier".c)
    done
}

flags_of() {
    avx512="-mavx512f -mavx512dq -mavx512bw -mavx512vl -mavx2 -mfma"
    case $1 in
        *_avx2.c) echo "-mavx2 -mfma" ;;
        *_avx512.c) echo "$avx512" ;;
        *_vnni.c) echo "$avx512 -mavx512vnni -mavx512vpopcntdq -mavx512bitalg -mavx512vbmi" ;;
        *_amx.c) echo "$(flags_of u8_batch_vnni.c) -mamx-tile -mamx-int8" ;;
        *_dotprod.c) echo "-march=armv8.2-a+dotprod" ;;
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
