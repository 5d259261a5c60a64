# Bring the Nu HTML checker from npm where it can run; without it, its tests are skipped.
folder=$(dirname "$0")/.vnu
if command -v java >/dev/null && command -v npm >/dev/null && ! test -f "$folder/node_modules/vnu-jar/build/dist/vnu.jar"; then
  npm install --prefix "$folder" --silent --no-audit --no-fund --no-save --ignore-scripts vnu-jar@26.9.27 || echo "npm could not bring the Nu checker."
fi
