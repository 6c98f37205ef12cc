import { sayScore } from "../phrases";
import { CARD, type Card, layOutCard, sayForecast, sayRange, type Telling } from "./layout";
import { directionOf } from "./lines";

/** The page's own colours and typefaces, as they stand at this moment. */
interface Dress {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
  readonly fill: string;
  readonly serif: string;
  readonly sans: string;
}

const TITLE_WEIGHT = 480;
const TEXT_WEIGHT = 400;
const BOLD = 620;
const KICKER = 24;
const KICKER_BASELINE = 76;
const SMALL = 21;
/** Alpha of the bars that do not reach N, as on the page. */
const PALE = 0.35;

/**
 * Draws the card of a forecast, as the page around `canvas` is dressed: by day or night, in its community's accent. The
 * typefaces are loaded first.
 * @throws Error when the canvas cannot be drawn on
 */
export async function paintCard(canvas: HTMLCanvasElement, telling: Telling): Promise<void> {
  const dress = readDress(canvas);
  await loadTypefaces(dress, telling.title);
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser gives no canvas to draw on");
  canvas.width = CARD.width;
  canvas.height = CARD.height;
  const widthIn = (weight: number) => (text: string, size: number) => {
    pen.font = `${weight} ${size}px ${dress.serif}`;
    return pen.measureText(text).width;
  };
  // The bold parts of the sentence are the wider ones.
  const card = layOutCard(telling, widthIn(TITLE_WEIGHT), widthIn(BOLD));
  pen.fillStyle = dress.paper;
  pen.fillRect(0, 0, CARD.width, CARD.height);
  paintKicker(pen, card, dress, telling);
  paintTitle(pen, card, dress, telling);
  paintSentence(pen, card, dress, telling);
  paintRibbon(pen, card, dress, telling);
  paintFoot(pen, card, dress, telling);
}

function readDress(place: Element): Dress {
  const probe = document.createElement("span");
  place.parentElement?.append(probe);
  const read = (property: "color" | "fontFamily", value: string): string => {
    probe.style[property] = value;
    return getComputedStyle(probe)[property];
  };
  const dress = {
    paper: read("color", "var(--color-paper)"),
    ink: read("color", "var(--color-ink)"),
    soft: read("color", "var(--color-soft)"),
    accent: read("color", "var(--accent)"),
    fill: read("color", "var(--fill)"),
    serif: read("fontFamily", "var(--font-serif)"),
    sans: read("fontFamily", "var(--font-sans)"),
  };
  probe.remove();
  return dress;
}

async function loadTypefaces({ serif, sans }: Dress, title: string): Promise<void> {
  const faces = [
    ...[TITLE_WEIGHT, TEXT_WEIGHT, BOLD].map((weight) => `${weight} 32px ${serif}`),
    `400 16px ${sans}`,
    `600 16px ${sans}`,
  ];
  // Without a face the card is set in the next one of the family.
  await Promise.allSettled(faces.map((face) => document.fonts.load(face, title)));
}

function paintKicker(pen: CanvasRenderingContext2D, card: Card, dress: Dress, { place }: Telling): void {
  pen.textAlign = "left";
  pen.direction = "ltr";
  pen.font = `600 ${KICKER}px ${dress.sans}`;
  pen.fillStyle = dress.accent;
  pen.fillText(`Forecast for ${place}`, card.margin, KICKER_BASELINE, card.inner);
}

function paintTitle(pen: CanvasRenderingContext2D, card: Card, dress: Dress, { title: text }: Telling): void {
  const { top, lines, size, leading } = card.title;
  pen.direction = directionOf(text);
  pen.textAlign = "start";
  pen.font = `${TITLE_WEIGHT} ${size}px ${dress.serif}`;
  pen.fillStyle = dress.ink;
  const edge = pen.direction === "rtl" ? card.margin + card.inner : card.margin;
  // The first baseline lies about three quarters of the size below the top.
  for (const [i, line] of lines.entries()) pen.fillText(line, edge, top + size * 0.78 + i * leading, card.inner);
  pen.direction = "ltr";
  pen.textAlign = "left";
}

/** The sentence, its figures in bold as on the page. */
function paintSentence(pen: CanvasRenderingContext2D, card: Card, dress: Dress, telling: Telling): void {
  const { baseline, size } = card.sentence;
  let x = card.margin;
  pen.fillStyle = dress.ink;
  for (const { text, bold } of sayForecast(telling)) {
    pen.font = `${bold ? BOLD : TEXT_WEIGHT} ${size}px ${dress.serif}`;
    pen.fillText(text, x, baseline);
    x += pen.measureText(text).width;
  }
}

function paintRibbon(pen: CanvasRenderingContext2D, card: Card, dress: Dress, telling: Telling): void {
  const { top, height, plot, reachLabel } = card.ribbon;
  const { reach, outlook } = telling;
  const bottom = top + height;
  const at = (x: number): number => card.margin + x;
  const reached = plot.xOf(reach);

  pen.fillStyle = dress.fill;
  for (const bar of plot.bars) {
    const split = Math.min(bar.x + bar.width, Math.max(bar.x, reached));
    const size = bar.height * height;
    pen.globalAlpha = PALE;
    pen.fillRect(at(bar.x), bottom - size, split - bar.x, size);
    pen.globalAlpha = 1;
    pen.fillRect(at(split), bottom - size, bar.x + bar.width - split, size);
  }

  pen.save();
  pen.translate(card.margin, top);
  pen.strokeStyle = dress.soft;
  pen.lineWidth = 2;
  pen.stroke(new Path2D(plot.usual));
  pen.restore();

  pen.strokeStyle = dress.ink;
  line(pen, at(0), bottom, at(card.inner), bottom, 2);
  const { p10, p50, p90 } = outlook.quantiles;
  const spanY = bottom + 16;
  line(pen, at(plot.xOf(p10)), spanY, at(plot.xOf(p90)), spanY, 3);
  for (const end of [p10, p90]) line(pen, at(plot.xOf(end)), spanY - 6, at(plot.xOf(end)), spanY + 6, 3);
  pen.fillStyle = dress.ink;
  pen.beginPath();
  pen.arc(at(plot.xOf(p50)), spanY, 7, 0, 2 * Math.PI);
  pen.fill();

  pen.setLineDash([2, 6]);
  line(pen, at(reached), top - 22, at(reached), bottom, 2.5);
  pen.setLineDash([]);
  pen.font = `600 ${SMALL}px ${dress.sans}`;
  const inwards = reached > card.inner - 180;
  pen.textAlign = inwards ? "right" : "left";
  pen.fillText(reachLabel, at(reached) + (inwards ? -10 : 10), top - 6);
  pen.textAlign = "left";
  paintTicks(pen, card, dress);
}

function paintTicks(pen: CanvasRenderingContext2D, card: Card, dress: Dress): void {
  const { top, height, plot } = card.ribbon;
  pen.font = `400 18px ${dress.sans}`;
  pen.fillStyle = dress.soft;
  for (const { x, score } of plot.ticks) {
    pen.textAlign = x < 8 ? "left" : "center";
    pen.fillText(sayScore(score), card.margin + x, top + height + 50);
  }
  pen.textAlign = "left";
}

function paintFoot(pen: CanvasRenderingContext2D, card: Card, dress: Dress, telling: Telling): void {
  const baseline = CARD.height - 28;
  pen.font = `400 ${SMALL}px ${dress.sans}`;
  pen.fillStyle = dress.ink;
  pen.fillText(sayRange(telling), card.margin, baseline);
  pen.textAlign = "right";
  pen.fillStyle = dress.soft;
  pen.fillText(`Titlecast · ${telling.release}`, card.margin + card.inner, baseline);
  pen.textAlign = "left";
}

function line(pen: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number, width: number): void {
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}
