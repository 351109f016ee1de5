# Sourced by ./run and ./test: installs the Debian packages of tools/packages.txt that are missing, and of other lists
# where they are asked for.
# REQUIRES: the working directory is the root of the repository.

# palitan_missing_packages LIST...
palitan_missing_packages() {
  local package
  while read -r package; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done < <(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@")
}

# palitan_install PACKAGE...: with apt, as root or through sudo.
palitan_install() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "palitan: these packages are missing and there is no sudo to install them. As root, run:" >&2
      echo "  apt-get install $*" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "palitan: installing $# missing packages: $*"
  # They come for their programs alone: no server of their own is to listen on this machine.
  local package
  for package in prometheus etcd-server patroni; do
    [ -d /run/systemd/system ] && [[ " $* " == *" $package "* ]] || continue
    "${as_root[@]}" systemctl --quiet mask "${package%-server}.service" &&
      echo "palitan: the service of $package is masked; to use it: systemctl unmask ${package%-server}"
  done
  if ! "${as_root[@]}" apt-get update -qq; then
    echo "palitan: apt-get update failed. Check the network and /etc/apt/sources.list, then start again." >&2
    return 1
  fi
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@"; then
    echo "palitan: apt-get could not install the packages above. Its message says which one; Debian 12 has all." >&2
    return 1
  fi
}

# palitan_prepare [LIST...]: what tools/packages.txt names, and those lists.
palitan_prepare() {
  if ! command -v dpkg-query >/dev/null; then
    echo "palitan: this machine has no dpkg. Use Debian 12, or install what tools/packages.txt names yourself." >&2
    return 1
  fi
  local missing
  mapfile -t missing < <(palitan_missing_packages tools/packages.txt "$@")
  [ ${#missing[@]} -eq 0 ] || palitan_install "${missing[@]}"
}

# palitan_configure PRESET DIRECTORY: once; afterwards Ninja configures again by itself when a CMake file changes.
palitan_configure() {
  [ -f "$2/build.ninja" ] || cmake --preset "$1"
}
