#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
# build.sh [6.1|6.12] [find]: prints the folder that holds vmlinuz and base.cpio.gz for that kernel. What is built once is kept under the user's
# cache folder, named after the content of the sources and the version of the kernel package. "find": builds and installs nothing. Exit 3, with one line on
# standard error, where something is missing that this user cannot install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() { printf '%s\n' "$1" >&2; exit 3; }

kernel=${1:-6.1}
case $kernel in
  6.1 | 6.12) ;;
  *) fail "kernel $kernel: expected 6.1 or 6.12" ;;
esac
[ "$(uname -m)" = x86_64 ] || fail "the kernel's answers need an x86-64 machine"
command -v apt-cache >/dev/null || fail "the kernel's answers need Debian's packages: no apt here"

may_install=no
[ "$(id -u)" = 0 ] && [ "${2:-}" != find ] && may_install=yes
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dmabuf-verify/kernel

install() { # install PACKAGE...
  [ $may_install = yes ] || fail "install $* (as root: apt-get install --no-install-recommends $*)"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2 2>&1 ||
    fail "could not install $*"
}

# Where packages of the kernel come from: the machine's sources (no options), or the backports of its release, which only the cache folder is told of.
apt=()
backports=$cache/apt-$kernel
use_backports() {
  apt=(-o "Dir::Etc::sourcelist=$backports/sources.list" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$backports/lists" -o "Dir::Cache=$backports/cache")
}

# Where Debian is and which release this is: the machine's own sources tell.
update_backports() {
  local source keyring=/usr/share/keyrings/debian-archive-keyring.gpg signed=
  source=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)|$(CODENAME)' 'Created-By: Packages' 2>/dev/null |
    sed -n 's/^Debian|Debian|\([^|]*\)|\([a-z]*\)$/\1 \2-backports main/p' | head -n 1)
  [ -n "$source" ] || return 1
  [ ! -e $keyring ] || signed="[signed-by=$keyring] "
  mkdir -p "$backports/lists/partial" "$backports/cache/archives/partial"
  printf 'deb %s%s\n' "$signed" "$source" >"$backports/sources.list"
  flock "$backports/lock" apt-get "${apt[@]}" update -qq >/dev/null 2>&1
}

# The newest kernel of that version: the metapackage names it.
meta=linux-image-cloud-amd64
resolve() {
  abi=$(apt-cache "${apt[@]}" show $meta 2>/dev/null | sed -n "s/^Depends: linux-image-\(${kernel//./\\.}\.[^ ,]*\).*/\1/p" | head -n 1)
  [ -n "$abi" ]
}
find_kernel() {
  resolve && return
  use_backports
  [ -e "$backports/sources.list" ] && resolve && return
  [ "${mode:-}" != find ] || return 1
  apt=()
  [ $may_install = yes ] && { apt-get update -qq >/dev/null 2>&1 || true; } && resolve && return
  use_backports
  update_backports && resolve
}
mode=${2:-}
find_kernel || {
  [ "$mode" != find ] || fail "no kernel $kernel was built yet: run ./verify conformance kernel --kernel $kernel"
  fail "no package $meta of kernel $kernel in the sources of /etc/apt, nor in the backports of this release"
}

key=$(cat ./*.c ./*.h Kbuild init | sha256sum | cut -c 1-16)
name_folders() {
  version=$(apt-cache "${apt[@]}" show "linux-image-$abi" | sed -n 's/^Version: //p' | head -n 1)
  folder=$cache/$abi-$version-$key
  packages=$cache/linux-$abi-$version
}
name_folders
if [ -e "$folder/base.cpio.gz" ]; then
  command -v qemu-system-x86_64 >/dev/null || install qemu-system-x86
  echo "$folder"
  exit
fi

[ "$mode" != find ] || fail "no kernel $kernel was built yet: run ./verify conformance kernel --kernel $kernel"

missing=()
command -v qemu-system-x86_64 >/dev/null || missing+=(qemu-system-x86)
[ -x /bin/busybox ] && file_is_static=$(ldd /bin/busybox 2>&1 || true) && [[ $file_is_static == *"not a dynamic"* ]] || missing+=(busybox-static)
command -v cpio >/dev/null || missing+=(cpio)
command -v make >/dev/null || missing+=(make)
command -v gcc >/dev/null || missing+=(gcc)
[ -e /usr/lib/x86_64-linux-gnu/libelf.so.1 ] || missing+=(libelf1)
[ ${#missing[@]} = 0 ] || install "${missing[@]}"

mkdir -p "$cache"
work=$(mktemp -d "$cache/building.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Image and headers are unpacked, never installed: this machine's boot stays as it is.
if [ ! -e "$packages" ]; then
  # A list of packages that is old names what the archive no longer has.
  [ ${#apt[@]} = 0 ] || { update_backports && resolve && name_folders; } || fail "could not read the backports' list of packages"
  parts=$(apt-cache "${apt[@]}" depends "linux-headers-$abi" | sed -n 's/.*Depends: \(linux-headers-.*-common\|linux-kbuild-.*\)$/\1/p')
  for part in "linux-image-$abi" "linux-headers-$abi" $parts; do
    (cd "$work" && apt-get "${apt[@]}" download "$part=$version" >/dev/null 2>&1) || fail "could not download $part $version"
  done
  for part in "$work"/*.deb; do dpkg -x "$part" "$work/packages"; done
  sed -i 's|/usr/src/|../|' "$work/packages/usr/src/linux-headers-$abi/Makefile"
  mv -T "$work/packages" "$packages" 2>/dev/null || [ -e "$packages" ]
fi

mkdir -p "$work/module" "$work/base/bin" "$work/base/modules" "$work/base/proc" "$work/base/sys" "$work/base/dev"
cp ./*.c ./*.h Kbuild "$work/module"
# 6.12's headers ask for pahole, which the module can do without.
make -C "$packages/usr/src/linux-headers-$abi" M="$work/module" CONFIG_DEBUG_INFO_BTF_MODULES= modules >"$work/make.log" 2>&1 || {
  cat "$work/make.log" >&2
  fail "the module does not build against linux-headers-$abi"
}
cp "$work/module/dmabuf_conformance.ko" "$work/base/modules"
for name in virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_console; do
  found=$(find "$packages/lib/modules" -name "$name.ko*" | head -n 1)
  case $found in
    *.xz) xz -dc "$found" >"$work/base/modules/$name.ko" ;;
    *.ko) cp "$found" "$work/base/modules" ;;
  esac
done
cp /bin/busybox "$work/base/bin"
cp init "$work/base/init"
chmod 755 "$work/base/init"
mkdir "$work/done"
(cd "$work/base" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/done/base.cpio.gz"
cp "$packages"/boot/vmlinuz-* "$work/done/vmlinuz"
mv -T "$work/done" "$folder" 2>/dev/null || [ -e "$folder/base.cpio.gz" ]
echo "$folder"
