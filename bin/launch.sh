# Finds a JDK, builds a module where that is needed, and runs a main class of it.
# Sourced by ./lanes and ./lanes-bench:
#
#     . "$(dirname "$self")/bin/launch.sh"
#     launch MODULE MAIN_CLASS "$@"
#
# The module's build writes its class path into MODULE/target/lanes.classpath in the phase
# "package"; a source or pom newer than that file means that it has to be built again.
# Environment: JAVA_HOME (used if it is new enough), LANES_JAVA_OPTS (more options for java),
# MAVEN_OPTS (as Maven has it), LANES_DEBUG (see Settings.java).

LANES_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"

# Older 25 builds can move pinned objects under native calls (JDK-8377811).
LANES_JDK_WANTED="25.0.3"

fail() {
    printf 'lanes: %s\n' "$@" >&2
    exit "${LANES_FAIL_CODE:-2}"
}

# Whether version $1 is at least version $2, both dotted numbers.
at_least() {
    local -a have want
    local i
    IFS=. read -ra have <<<"$1"
    IFS=. read -ra want <<<"$2"
    for i in 0 1 2; do
        ((10#${have[i]:-0} > 10#${want[i]:-0})) && return 0
        ((10#${have[i]:-0} < 10#${want[i]:-0})) && return 1
    done
    return 0
}

# Whether a directory is a JDK (with a compiler) that is new enough. Its "release" file says so
# without the start of a JVM.
is_wanted_jdk() {
    local version
    [[ -x "$1/bin/java" && -x "$1/bin/javac" && -r "$1/release" ]] || return 1
    version="$(sed -n 's/^JAVA_VERSION="\([0-9.]*\).*/\1/p' "$1/release")"
    [[ -n "$version" ]] && at_least "$version" "$LANES_JDK_WANTED"
}

# Prints the home of the first JDK that will do.
find_jdk() {
    local on_path home
    on_path="$(command -v java 2>/dev/null)"
    [[ -n "$on_path" ]] && on_path="$(dirname "$(dirname "$(readlink -f "$on_path" || echo "$on_path")")")"
    for home in "${JAVA_HOME:-}" "$on_path" \
        /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/* /opt/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [[ -n "$home" ]] && is_wanted_jdk "$home"; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    return 1
}

# Whether the module's class path file is missing, or older than a source.
needs_build() {
    local stamp="$LANES_ROOT/$1/target/lanes.classpath" place
    local -a places=("$LANES_ROOT/pom.xml")
    [[ -s "$stamp" ]] || return 0
    for place in "$LANES_ROOT"/*/ "$LANES_ROOT"/native/*/; do
        # Nothing that is run depends on jmh, but for jmh itself.
        [[ "$place" == */jmh/ && "$1" != jmh ]] && continue
        [[ -f "$place/pom.xml" ]] && places+=("$place/pom.xml")
        [[ -d "$place/src/main" ]] && places+=("$place/src/main")
    done
    # Directories count too: their age shows what was deleted.
    [[ -n "$(find "${places[@]}" -newer "$stamp" -print 2>/dev/null | head -n 1)" ]]
}

# Builds module $1 and what it depends on.
build() {
    local target="$LANES_ROOT/$1/target"
    local log="$target/lanes-build.log" begun="$target/lanes-build.begun"
    command -v mvn >/dev/null 2>&1 ||
        fail "Maven is needed to build Lanes, and there is no mvn on the PATH" \
            "install it (for instance: apt-get install maven) and try again"
    printf 'lanes: building, which takes a minute or two the first time …\n' >&2
    mkdir -p "$target" && : >"$begun" || fail "cannot write $target, where the build belongs"
    if ! (cd "$LANES_ROOT" && mvn -B -ntp -q -pl "$1" -am package -Dmaven.test.skip \
        -Dspotless.check.skip=true >"$log" 2>&1 </dev/null); then
        grep -E '^\[ERROR\]' "$log" | head -n 12 >&2
        LANES_FAIL_CODE=1 fail "the build failed; all of it is in $log" \
            "to see it build: (cd '$LANES_ROOT' && mvn -pl $1 -am package -DskipTests)"
    fi
    # A source that was changed during the build is newer than this, and is built next time.
    touch -r "$begun" "$target/lanes.classpath"
}

# Builds module $1 unless another process just did: the second of two waits for the first and looks
# again.
build_if_needed() {
    needs_build "$1" || return 0
    mkdir -p "$LANES_ROOT/target" 2>/dev/null
    if command -v flock >/dev/null 2>&1 && : >>"$LANES_ROOT/target/lanes-build.lock"; then
        (
            flock 9
            ! needs_build "$1" || build "$1"
        ) 9>>"$LANES_ROOT/target/lanes-build.lock" || exit $?
    else
        build "$1"
    fi
}

# Prints the newest jar whose name begins with $1 and that holds the classes.
jar_of() {
    local jar newest=
    for jar in "$1"-*.jar; do
        case "$jar" in
            *-sources.jar | *-javadoc.jar | *-tests.jar) continue ;;
        esac
        [[ -z "$newest" || "$jar" -nt "$newest" ]] && newest="$jar"
    done
    printf '%s\n' "$newest"
}

# Gives each of the first three descriptors that is closed something that refuses its use. Otherwise
# the JVM's first files would get their numbers: it would read its own class path as standard input.
keep_descriptors() {
    [[ -e /dev/fd/0 ]] || exec 0>/dev/null
    [[ -e /dev/fd/1 ]] || exec 1</dev/null
    [[ -e /dev/fd/2 ]] || exec 2>/dev/null
}

# Runs main class $2 of module $1 with the remaining arguments.
launch() {
    local module="$1" main="$2" jdk target class_path
    shift 2
    keep_descriptors
    jdk="$(find_jdk)" ||
        fail "Lanes needs a JDK $LANES_JDK_WANTED or newer and found none (JAVA_HOME is ${JAVA_HOME:-not set})" \
            "get one from https://adoptium.net, and set JAVA_HOME to it if it is still not found"
    target="$LANES_ROOT/$module/target"
    build_if_needed "$module"
    class_path="$(jar_of "$target/lanes-$module"):$(<"$target/lanes.classpath")"

    # Where the locale is not UTF-8, Java would garble arguments and names of files.
    case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
        *UTF-8 | *utf8 | *UTF8 | *utf-8) ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac

    local -a options=(
        --add-modules jdk.incubator.vector
        --enable-native-access=ALL-UNNAMED
        "-Dlanes.cache=$target"
        # What the JVM has to say must not get between the results.
        -Xlog:disable -XX:+DisplayVMOutputToStderr
    )
    # Classes as the first run left them in memory: a sixth of a short command's time.
    [[ -w "$target" ]] &&
        options+=(-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$target/lanes.jsa")
    [[ -t 2 ]] && options+=(-Dlanes.progress=bar)
    if [[ -t 1 || -t 2 ]]; then
        options+=("-Dlanes.columns=$(tput cols 2>/dev/null || echo 80)")
    fi
    # The JVM greets on standard error with "WARNING: Using incubator modules", and no option stops
    # it. So what it prints goes through a filter, while the command prints to file descriptor 3,
    # which is standard error itself: a file must not be opened twice, or others would write over it.
    exec 3>&2
    options+=(-Dlanes.stderr=3 --add-opens java.base/java.io=ALL-UNNAMED)
    # shellcheck disable=SC2086 # several options in one variable
    exec "$jdk/bin/java" "${options[@]}" ${LANES_JAVA_OPTS:-} -cp "$class_path" "$main" "$@" \
        2> >(exec grep --line-buffered -v '^WARNING: Using incubator modules' >&3)
}
