import sharp from "sharp";

const PAPER = "#faf6ee";
/** Share of a maskable icon's width that the mark may take: a system may cut all but a circle of 80 % away. */
const SAFE = 0.8;

/**
 * Pictures of the mark by file name: with round corners for where they stay, without for systems that cut their own.
 *
 * @param mark - an SVG whose ground is a rounded square
 */
export async function drawIcons(mark: string): Promise<Map<string, Buffer>> {
  const square = mark.replace(/ rx="\d+"/, "");
  return new Map([
    ["icon-192.png", await draw(mark, 192)],
    ["icon-512.png", await draw(mark, 512)],
    ["maskable-512.png", await draw(square, 512, SAFE)],
    ["apple-touch-icon.png", await draw(square, 180)],
  ]);
}

function draw(svg: string, size: number, share = 1): Promise<Buffer> {
  const inner = Math.round((size * share) / 2) * 2;
  const edge = (size - inner) / 2;
  return sharp(Buffer.from(svg), { density: 1200 })
    .resize(inner)
    .extend({ top: edge, bottom: edge, left: edge, right: edge, background: PAPER })
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
}
