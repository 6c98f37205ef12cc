import { expect, it } from "vitest";
import { isForeign } from "../../../lib/text/language";
import { words } from "../../../lib/text/tokenize";

it.each([
  "El gobierno de los bancos y la crisis para el año que viene",
  "Por qué las empresas no quieren contratar con más sueldo",
  "Le gouvernement est dans une impasse avec les syndicats",
  "Comment nous avons écrit un compilateur pour le web dans un train",
  "Warum die Bahn nicht pünktlich ist und wie es besser geht",
  "Ich habe mit dem Chef über das Gehalt gesprochen",
  "Perché il governo non ha una politica per gli studenti",
  "Os melhores livros da década em uma lista para não esquecer",
  "Het beste van een week op de markt met vrienden",
  "Det är inte lätt att vara på jobbet och samtidigt sova",
])("%s: foreign", (title) => {
  expect(isForeign(words(title))).toBe(true);
});

it.each([
  "Show HN: A spreadsheet that fits in a tweet",
  "Rust",
  "C++ vs. Rust",
  "Google to buy Fitbit",
  "Why we moved from Los Angeles to Portland",
  "The El Niño of 1997 and its costs",
  "Slack search bot, because $7 per user per month matters",
  "Die Hard is a Christmas film",
  "Le Monde hacked",
  "YC W20: what the partners look for",
  "Ask HN: Who is hiring?",
  "",
])("%s: English, or too short to tell", (title) => {
  expect(isForeign(words(title))).toBe(false);
});
