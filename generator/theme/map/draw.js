// The world as shapes for the theme: `npm install && npm run draw` writes templates/macros/shapes.html anew.
//
// From Natural Earth (naturalearthdata.com, in the public domain) by way of world-atlas: countries at 1:110 million, and at
// 1:50 million the places of those that are too small to have a shape there. Equal Earth, so that areas compare; turned by 11
// degrees, so that the map's edge runs through the Bering Strait and cuts no state in two. Without Antarctica.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const WIDTH = 1000; // of the drawing, in its own units; all coordinates are whole numbers of them
const EDGE = 4; // between the outermost land and the drawing's edge
const FLAT = 0.5; // corners of which the triangle is smaller than this are left out (Visvalingam and Whyatt, 1993)
const SPECK = 1.6; // islands of less than this are left out, where they are not all there is of a country
const SMALL = 14; // a country of less than this has a dot besides
const OWN_KEYS = { Kosovo: "XK", "N. Cyprus": "Northern Cyprus", Somaliland: "Somaliland" };
// what ISO 3166-1 has no code for, by the key that communique/archive/polities knows it by

const projection = geoEqualEarth().rotate([-11, 0]).precision(0.3).scale(1).translate([0, 0]);
const world = require("world-atlas/countries-110m.json");
const fine = require("world-atlas/countries-50m.json");
const countries = (atlas) => feature(atlas, atlas.objects.countries).features.filter((f) => f.id !== "010");
// As wide as the farthest islands and their dots, as high as the continents.
const bounds = (atlas) => geoPath(projection).bounds({ type: "FeatureCollection", features: countries(atlas) });
const [[left], [right]] = bounds(fine);
projection.scale((WIDTH - 2 * EDGE) / (right - left));
const [[x0]] = bounds(fine), [[, y0], [, y1]] = bounds(world);
projection.translate([EDGE - x0, EDGE - y0]);
const height = Math.ceil(y1 - y0) + 2 * EDGE;

const key = (f) => OWN_KEYS[f.properties.name] ?? (f.id && new Intl.Locale(`und-${f.id}`).region);
// from a number of ISO 3166-1 to its two letters: Unicode's locale data know both

// Corners that change nothing are taken out of the borders before countries are made of them: neighbours stay neighbours.
function simplified(atlas) {
  const { scale: [kx, ky], translate: [dx, dy] } = atlas.transform;
  const arcs = atlas.arcs.map((arc) => {
    let x = 0, y = 0;
    const points = arc.map(([a, b]) => [(x += a) * kx + dx, (y += b) * ky + dy]);
    const flat = points.map((p) => projection(p));
    const closed = points[0][0] === points.at(-1)[0] && points[0][1] === points.at(-1)[1];
    const least = closed ? 5 : 2;
    const there = points.map((_, i) => i);
    for (;;) {
      let best = -1, smallest = FLAT;
      for (let n = 1; n < there.length - 1 && there.length > least; n++) {
        const [a, b, c] = [there[n - 1], there[n], there[n + 1]].map((i) => flat[i]);
        const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
        if (area < smallest) [best, smallest] = [n, area];
      }
      if (best < 0) break;
      there.splice(best, 1);
    }
    return there.map((i) => points[i]);
  });
  return { ...atlas, arcs, transform: undefined };
}

// The rings of a country on the drawing's grid, the largest first.
function rings(f) {
  const found = [];
  let ring;
  geoPath(projection, {
    moveTo: (x, y) => found.push((ring = [[Math.round(x), Math.round(y)]])),
    lineTo: (x, y) => ring.push([Math.round(x), Math.round(y)]),
    closePath() {},
    arc() {},
  })(f);
  const area = (r) => Math.abs(r.reduce((sum, [x, y], i) => sum + x * r[(i + 1) % r.length][1] - r[(i + 1) % r.length][0] * y, 0)) / 2;
  const straight = (r) => {
    const turns = r.filter(([x, y], i) => x !== r.at(i - 1)[0] || y !== r.at(i - 1)[1]);
    return turns.filter(([x, y], i) => {
      const [a, b] = turns.at(i - 1), [c, d] = turns[(i + 1) % turns.length];
      return (x - a) * (d - b) !== (c - a) * (y - b);
    });
  };
  return found.map((r) => straight(straight(r))).filter((r) => r.length > 2).map((r) => [area(r), r]).sort((a, b) => b[0] - a[0])
    .filter(([size], i) => i === 0 || size >= SPECK);
}

const joined = (numbers) => numbers.map((n, i) => (i && n >= 0 ? ` ${n}` : `${n}`)).join("");
function drawn(row) {
  let [x, y] = [0, 0];
  return row.map(([, [[a, b], ...rest]], i) => {
    const start = i ? `m${joined([a - x, b - y])}` : `M${joined([a, b])}`;
    [x, y] = [a, b];
    let [px, py] = [a, b];
    const steps = rest.flatMap(([c, d]) => { const step = [c - px, d - py]; [px, py] = [c, d]; return step; });
    return `${start}l${joined(steps)}z`;
  }).join("");
}

const shapes = {}, dots = {};
for (const f of countries(simplified(world))) {
  const row = rings(f);
  if (!row.length) continue;
  shapes[key(f)] = drawn(row);
}
const sizes = Object.fromEntries(countries(world).map((f) => [key(f), geoPath(projection).area(f)]));
for (const f of countries(fine)) {
  const k = key(f);
  if (!k || sizes[k] >= SMALL) continue;
  const polygons = f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates;
  const parts = polygons.map((coordinates) => ({ type: "Polygon", coordinates }));
  const largest = parts.sort((a, b) => geoPath(projection).area(b) - geoPath(projection).area(a))[0];
  const [x, y] = geoPath(projection).centroid(largest).map(Math.round);
  if (y < height - EDGE) dots[k] = `${x} ${y}`;
}

const table = (things) => Object.keys(things).sort().map((k) => `  "${k}": "${things[k]}"`).join(",\n");
writeFileSync(process.argv[2], `{#- The shapes of today's states, by ISO 3166-1 code: made by generator/theme/map from Natural Earth (public domain), not by hand.
    A site that draws borders otherwise puts its own file of this name in its templates/macros/. -#}
{% set MAP_SIZE = (${WIDTH}, ${height}) %}
{% set SHAPES = {
${table(shapes)}
} %}
{#- Where those lie that are too small to have a shape, or one that can be seen. -#}
{% set DOTS = {
${table(dots)}
} %}
`);
