import { SELF } from "../post";
import type { EntityRecord } from "./entities";
import { Ramps } from "./ramps";

/** A site's or author's mean residual, and the logarithm of its posts, in stretches. */
const RESIDUAL_KNOTS = [-2, -1.2, -0.8, -0.5, -0.3, -0.15, -0.05, 0, 0.05, 0.15, 0.3, 0.5, 0.8, 1.2, 2];
const POSTS_KNOTS = [1, 2, 3, 5, 9, 17, 33, 65, 129, 513];
const ENTITY_RAMPS = {
  residual: new Ramps("residual", RESIDUAL_KNOTS),
  posts: new Ramps("log_posts", POSTS_KNOTS.map(Math.log)),
};

/** Years before the end of the training posts, in stretches: what is later counts as their end. */
const AGE = new Ramps("years", [-6, -4, -3, -2, -1, -0.5, 0]);

const entityFeatures = (name: string) =>
  ["known", ...ENTITY_RAMPS.residual.names, ...POSTS_KNOTS.slice(1).map((posts) => `posts_to_${posts}`)].map(
    (feature) => `${name}_${feature}`,
  );

export const TIME_FEATURES: readonly string[] = [
  "time_given",
  "hour_sin",
  "hour_cos",
  "half_day_sin",
  "half_day_cos",
  "weekday_sin",
  "weekday_cos",
  "half_week_sin",
  "half_week_cos",
  ...AGE.names,
];
export const SITE_FEATURES: readonly string[] = ["site_given", "site_self", ...entityFeatures("site")];
export const AUTHOR_FEATURES: readonly string[] = ["author_given", ...entityFeatures("author")];

const DAY = 86_400_000;
const YEAR = 365.25 * DAY;
/** 1970-01-01 was a Thursday; weekday 0 is Monday. */
const EPOCH_WEEKDAY = 3;

/** Hour and weekday in UTC, each as its first two harmonics, and the age. */
export function writeTime(out: Float32Array, at: number, postedAt: number | null, until: number): number {
  if (postedAt !== null) {
    const days = Math.floor(postedAt / DAY);
    const hour = 2 * Math.PI * (postedAt / DAY - days);
    const weekday = (2 * Math.PI * ((((days + EPOCH_WEEKDAY) % 7) + 7) % 7)) / 7;
    out[at] = 1;
    [hour, 2 * hour, weekday, 2 * weekday].forEach((angle, i) => {
      out[at + 1 + 2 * i] = Math.sin(angle);
      out[at + 2 + 2 * i] = Math.cos(angle);
    });
    AGE.write(out, at + 9, Math.min(0, (postedAt - 1000 * until) / YEAR));
  }
  return at + TIME_FEATURES.length;
}

export function writeSite(out: Float32Array, at: number, site: string | null, record: EntityRecord | null): number {
  if (site !== null) {
    out[at] = 1;
    out[at + 1] = site === SELF ? 1 : 0;
    writeEntity(out, at + 2, record);
  }
  return at + SITE_FEATURES.length;
}

export function writeAuthor(out: Float32Array, at: number, author: string | null, record: EntityRecord | null): number {
  if (author !== null) {
    out[at] = 1;
    writeEntity(out, at + 1, record);
  }
  return at + AUTHOR_FEATURES.length;
}

/** @param record what training saw of it, or null when that is too little. */
function writeEntity(out: Float32Array, at: number, record: EntityRecord | null): void {
  if (record === null) return;
  out[at] = 1;
  at = ENTITY_RAMPS.residual.write(out, at + 1, record.residual);
  ENTITY_RAMPS.posts.write(out, at, Math.log(record.posts));
}
