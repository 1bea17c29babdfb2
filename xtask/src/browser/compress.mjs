import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

function writeWhole(path, content) {
  writeFileSync(`${path}.partial`, content);
  renameSync(`${path}.partial`, path);
}

for (const file of process.argv.slice(1)) {
  const content = readFileSync(file);
  const brotli = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  writeWhole(`${file}.br`, brotli);
  writeWhole(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
}
