#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
# build.sh [6.1|6.12] [find]: prints the folder that holds vmlinuz and base.cpio.gz for that kernel. What is built once is kept under the user's
# cache folder, named after the content of the sources and the version of the kernel package. "find": builds and installs nothing. Exit 3, with one line on
# standard error, where something is missing that this user cannot install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() { printf '%s\n' "$1" >&2; exit 3; }

case ${1:-6.1} in
  6.1) release=() ;;
  6.12) release=(-t bookworm-backports) ;;
  *) fail "kernel $1: expected 6.1 or 6.12" ;;
esac
[ "$(uname -m)" = x86_64 ] || fail "the kernel's answers need an x86-64 machine"
command -v apt-cache >/dev/null || fail "the kernel's answers need Debian's packages: no apt here"

may_install=no
[ "$(id -u)" = 0 ] && [ "${2:-}" != find ] && may_install=yes

install() { # install PACKAGE...
  [ $may_install = yes ] || fail "install $* (as root: apt-get install --no-install-recommends $*)"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${release[@]}" "$@"; } >&2 2>&1 ||
    fail "could not install $*"
}

# The newest kernel of that version: the metapackage names it.
meta=linux-image-cloud-amd64
resolve() {
  abi=$(apt-cache show $meta 2>/dev/null | sed -n "s/^Depends: linux-image-\(${1//./\\.}\.[^ ,]*\).*/\1/p" | head -n 1)
}
resolve "${1:-6.1}"
if [ -z "$abi" ] && [ $may_install = yes ]; then
  apt-get update -qq >/dev/null 2>&1 || true
  resolve "${1:-6.1}"
fi
[ -n "$abi" ] || fail "no package $meta of kernel ${1:-6.1}: add its source to /etc/apt (6.12: bookworm-backports) and run apt-get update"
version=$(apt-cache show "linux-image-$abi" | sed -n 's/^Version: //p' | head -n 1)

key=$(cat ./*.c ./*.h Kbuild init | sha256sum | cut -c 1-16)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dmabuf-verify/kernel
folder=$cache/$abi-$version-$key
if [ -e "$folder/base.cpio.gz" ]; then
  command -v qemu-system-x86_64 >/dev/null || install qemu-system-x86
  echo "$folder"
  exit
fi

[ "${2:-}" != find ] || fail "no kernel ${1:-6.1} was built yet: run ./verify conformance kernel"

missing=()
command -v qemu-system-x86_64 >/dev/null || missing+=(qemu-system-x86)
[ -x /bin/busybox ] && file_is_static=$(ldd /bin/busybox 2>&1 || true) && [[ $file_is_static == *"not a dynamic"* ]] || missing+=(busybox-static)
command -v cpio >/dev/null || missing+=(cpio)
command -v make >/dev/null || missing+=(make)
command -v gcc >/dev/null || missing+=(gcc)
[ -e "/usr/src/linux-headers-$abi" ] || missing+=("linux-headers-$abi")
[ ${#missing[@]} = 0 ] || install "${missing[@]}"

mkdir -p "$cache"
work=$(mktemp -d "$cache/building.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The image is unpacked, never installed: this machine's boot stays as it is.
image=$cache/linux-image-$abi-$version
if [ ! -e "$image" ]; then
  mkdir "$work/image"
  (cd "$work" && apt-get download "linux-image-$abi=$version" >/dev/null 2>&1) || fail "could not download linux-image-$abi"
  dpkg -x "$work"/linux-image-*.deb "$work/image"
  mv -T "$work/image" "$image" 2>/dev/null || [ -e "$image" ]
fi

mkdir -p "$work/module" "$work/base/bin" "$work/base/modules" "$work/base/proc" "$work/base/sys" "$work/base/dev"
cp ./*.c ./*.h Kbuild "$work/module"
# 6.12's headers ask for pahole, which the module can do without.
make -C "/usr/src/linux-headers-$abi" M="$work/module" CONFIG_DEBUG_INFO_BTF_MODULES= modules >"$work/make.log" 2>&1 || {
  cat "$work/make.log" >&2
  fail "the module does not build against linux-headers-$abi"
}
cp "$work/module/dmabuf_conformance.ko" "$work/base/modules"
for name in virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_console; do
  found=$(find "$image" -name "$name.ko*" | head -n 1)
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
cp "$image"/boot/vmlinuz-* "$work/done/vmlinuz"
mv -T "$work/done" "$folder" 2>/dev/null || [ -e "$folder/base.cpio.gz" ]
echo "$folder"
