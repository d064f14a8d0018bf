/*
 * Gathers what the pages need from node_modules into static/vendor: run `node static/collect.mjs` after `npm ci`.
 * The design system ships its colours compiled in; the brand's colours come from settings, so its brand
 * shades become custom properties here (their values: css/base.css and the page /brand.css).
 * Fonts, design system and our own css/*.css become one sheet, portal.css: one request before the first paint.
 * The pages that everyone reads have a second one, public.css, from css/public/*.css.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const packages = resolve(here, "..", "node_modules");
const designSystem = join(packages, "@scottish-government", "design-system");
const roboto = join(packages, "@fontsource", "roboto");
const vendor = join(here, "vendor");

const brandShades = [
  ["#0065bd", "var(--brand)"],
  ["rgba(0,101,189,.8)", "var(--brand)"],
  ["rgb(0,66.9325396825,125.25)", "var(--brand-dark)"],
  ["rgb(217.6861375301,237.6263497495,255)", "var(--brand-tint)"],
];
const parts = ["base", "header", "questions", "search", "results", "figures", "tables", "applications", "print"];
const publicParts = ["shared", "charts", "home", "advert", "employer", "programme", "help", "developers"];
const faces = [
  { weight: 400, style: "normal" },
  { weight: 400, style: "italic" },
  { weight: 700, style: "normal" },
];
const alphabets = ["latin-ext", "latin"];

function withoutSourceMap(text) {
  return text.replace(/\n?\/[*/][#@] sourceMappingURL=[^\n]*/g, "");
}

function brandedStyles() {
  let css = withoutSourceMap(readFileSync(join(designSystem, "dist", "css", "design-system.min.css"), "utf8"));
  for (const [shade, property] of brandShades) {
    if (!css.includes(shade)) {
      throw new Error(`The design system no longer uses ${shade}: choose its brand shades anew in collect.mjs`);
    }
    css = css.replaceAll(shade, property);
  }
  return css;
}

function fontFaces() {
  const ranges = JSON.parse(readFileSync(join(roboto, "unicode.json"), "utf8"));
  return faces.flatMap(({ weight, style }) => alphabets.map((alphabet) => {
    const file = `roboto-${alphabet}-${weight}-${style}.woff2`;
    copyFileSync(join(roboto, "files", file), join(vendor, "fonts", file));
    return `@font-face{font-family:Roboto;font-style:${style};font-weight:${weight};font-display:swap;`
      + `src:url(fonts/${file}) format("woff2");unicode-range:${ranges[alphabet]}}\n`;
  })).join("");
}

function ownStyles(folder, names) {
  return names.map((name) => readFileSync(join(here, folder, `${name}.css`), "utf8"));
}

function missingFiles(sheet) {
  return [...readFileSync(sheet, "utf8").matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)]
    .map(([, target]) => target)
    .filter((target) => !target.startsWith("data:") && !existsSync(resolve(dirname(sheet), target)));
}

/* Beside each text a twin that browsers take instead; recruitment/web/compression.py serves those that cannot. */
function compressTexts() {
  for (const name of readdirSync(vendor).filter((each) => /\.(css|js|svg)$/.test(each))) {
    writeFileSync(join(vendor, `${name}.br`), brotliCompressSync(readFileSync(join(vendor, name))));
  }
}

rmSync(vendor, { recursive: true, force: true });
mkdirSync(join(vendor, "fonts"), { recursive: true });
writeFileSync(join(vendor, "portal.css"), [fontFaces(), brandedStyles(), ...ownStyles("css", parts)].join("\n"));
writeFileSync(join(vendor, "public.css"), ownStyles("css/public", publicParts).join("\n"));
writeFileSync(join(vendor, "design-system.js"),
  withoutSourceMap(readFileSync(join(designSystem, "dist", "scripts", "design-system.js"), "utf8")));
copyFileSync(join(designSystem, "dist", "images", "icons", "icons.stack.svg"), join(vendor, "icons.svg"));
copyFileSync(join(designSystem, "LICENSE.txt"), join(vendor, "design-system-licence.txt"));
copyFileSync(join(roboto, "LICENSE"), join(vendor, "fonts", "licence.txt"));

compressTexts();

const missing = missingFiles(join(vendor, "portal.css"));
if (missing.length > 0) {
  throw new Error(`Files that the style sheet asks for are missing:\n${missing.join("\n")}`);
}
