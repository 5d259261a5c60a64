# Bring yaml-language-server from npm where it can run; without it, what text editors make of headers is not tested.
folder=$(dirname "$0")/.server
if command -v node >/dev/null && command -v npm >/dev/null && ! test -e "$folder/node_modules/.bin/yaml-language-server"; then
  npm install --prefix "$folder" --silent --no-audit --no-fund --no-save --ignore-scripts yaml-language-server@1.25.0 || echo "npm could not bring yaml-language-server."
fi
