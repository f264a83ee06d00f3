#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
# build.sh [find]: prints the path of a shared library that holds the kernel's own table builder, compiled for user space from Debian's
# linux-source-6.1. The library is kept under the user's cache folder, the sources are not. "find": builds nothing. Exit 3, with one
# line on standard error, where something is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() { printf '%s\n' "$1" >&2; exit 3; }

command -v apt-cache >/dev/null || fail "the kernel's source needs Debian's packages: no apt here"
version=$(apt-cache show linux-source-6.1 2>/dev/null | sed -n 's/^Version: //p' | head -n 1)
[ -n "$version" ] || fail "no package linux-source-6.1: run apt-get update"
key=$(cat wrap.c build.sh | sha256sum | cut -c 1-16)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dmabuf-verify/oracle
library=$cache/linux-source-6.1_$version-$key.so
if [ -e "$library" ]; then
  echo "$library"
  exit
fi

[ "${1:-}" != find ] || fail "the kernel's table builder was not built yet: run ./verify conformance kernel --oracle"
for tool in cc xz dpkg-deb; do
  command -v $tool >/dev/null || fail "$tool is missing: install gcc libc6-dev xz-utils"
done

mkdir -p "$cache"
work=$(mktemp -d "$cache/building.XXXXXX")
trap 'rm -rf "$work"' EXIT
(cd "$work" && apt-get download "linux-source-6.1=$version" >/dev/null 2>&1) || fail "could not download linux-source-6.1"
dpkg -x "$work"/linux-source-6.1_*.deb "$work/package"
top=linux-source-6.1
tar -xf "$work/package/usr/src/$top.tar.xz" -C "$work" --strip-components=1 --wildcards "$top/lib/scatterlist.c" "$top/lib/sg_split.c" \
  "$top/tools/testing/scatterlist/*" "$top/include/linux/scatterlist.h" "$top/tools/include/*"

# The kernel tests this file in user space itself; what its test gives it is what is given here.
mkdir -p "$work/shim/linux" "$work/shim/asm"
cp "$work"/tools/testing/scatterlist/linux/* "$work/include/linux/scatterlist.h" "$work/shim/linux"
touch "$work/shim/linux/highmem.h" "$work/shim/linux/kmemleak.h" "$work/shim/asm/io.h"
printf '%s\n' '#include <stdlib.h>' '#define kcalloc(n, s, g) calloc(n, s)' >"$work/shim/linux/slab.h"
cc -O2 -fPIC -shared -fvisibility=hidden -w -DCONFIG_NEED_SG_DMA_LENGTH -I"$work/shim" -I"$work/tools/include" \
  -o "$work/done.so" "$work/lib/scatterlist.c" "$work/lib/sg_split.c" wrap.c >&2 || fail "the kernel's table builder does not compile here"
mv -T "$work/done.so" "$library"
echo "$library"
