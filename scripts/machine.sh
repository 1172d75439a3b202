# Finds what the scripts need on this machine, or says how to get it. Sourced by ./medianest and ./dev.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# The first line may say that options were taken from the environment.
java_major() { "$1/bin/java" -version 2>&1 | sed -n '/version "/{s/.*version "\([0-9]*\).*/\1/p;q;}'; }

# Prints the home of a JDK 25 or newer: JAVA_HOME, the path, the usual folders, in that order.
find_jdk() {
  local home on_path=
  if command -v javac >/dev/null; then on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")"); fi
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
    if [ "$(java_major "$home")" -ge 25 ] 2>/dev/null; then
      printf '%s' "$home"
      return
    fi
  done
  die "MediaNest needs a JDK 25 or newer and found none: install one (for example Eclipse Temurin 25, or 'apt-get install openjdk-25-jdk' where your system has it), or point JAVA_HOME at it."
}

# need COMMAND PACKAGE WHY: installs the package where this is root on Debian or Ubuntu, saying so.
need() {
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $2 with apt-get ($3)…"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"; } >/dev/null 2>&1 ||
      die "apt-get could not install $2, which is needed $3."
  else
    die "'$1' is needed $3: please install it (Debian, Ubuntu: sudo apt-get install $2)."
  fi
}

need_maven() { need mvn maven "to build"; }

need_node() {
  need node nodejs "to build the page"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || die "Node 20 or newer is needed to build the page, and this is Node $major: please install a newer one from your system or nodejs.org."
  need npm npm "to build the page"
}

# node_modules FOLDER: installs what the package there names, again when that has changed.
node_modules() {
  local mark=$1/node_modules/.package-lock.json
  if [ ! -f "$mark" ] || [ "$1/package.json" -nt "$mark" ] || [ "$1/package-lock.json" -nt "$mark" ]; then
    (cd "$1" && npm install --no-save --no-audit --no-fund --loglevel=error)
    touch "$mark"
  fi
}

# Builds the page; one that failed leaves nothing that looks like one.
page_built() {
  node_modules web
  if ! (cd web && npm run --silent build); then
    rm -rf web/dist
    die "The page could not be built; what is above says why."
  fi
}
