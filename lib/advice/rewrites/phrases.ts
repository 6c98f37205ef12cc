import type { Capitals } from "./rewrite";

/** Words that must stand as they are, chosen by hand from titles. All are written as {@link tokenize} gives them. */

const NEGATIONS = wordsOf(`
  not no never none nobody nothing nowhere neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont
  wouldnt shouldnt couldnt havent hasnt hadnt aint hardly barely scarcely
`);

/** Whether a word turns what a title says into its opposite. */
export function isNegation(form: string): boolean {
  return NEGATIONS.has(form) || form.endsWith("n't");
}

/** After a verb these make another verb of it: "give up", "shut down". */
const PARTICLES = wordsOf("up down off out over away back behind apart along around through together ahead");

export function isParticle(form: string | undefined): boolean {
  return form !== undefined && PARTICLES.has(form);
}

/** Names that are plain words too. */
const NAMESAKES = wordsOf(`
  access alphabet amazon angular ant apache apple arc arm atlas atom aurora azure basic beam blender bolt boring brave bun
  chrome cloud comet confluence crystal dart deck delta discord docker dolphin drive duo echo eclipse edge electron element
  elixir elm ember excel express fire flash flask flow flutter forth fusion galaxy gap gemini ghost go gong grok home hook house
  intercept java julia kindle lambda lightning lisp loom mac magic mail maple maps mars match matrix medium mercury mesh
  messenger meta meteor mint mirror monday mono moon mosaic muse nest next nim node notes notion now numbers octave office onion
  oracle orbit outlook pages parrot phoenix pixel plasma pocket polymer prime proton python quartz racket rails react reader
  reason redshift relay rift ring rocket ruby rust safari salt saturn scala scheme scratch segment sentry shell signal sketch
  slack slate snap solid spark sphinx spring sprint square squid stack stadia steam storm stripe sublime surface swarm swift
  target teams telegram temporal tensor times titan torch trello tribune trump twist uber unity unreal valve verge vine vision
  visual vulkan wave wire word words yarn zoom
`);

/** Whether a word may be a name, by what is known of the title's capitals. */
export function isNamesake(form: string, surface: string, capitals: Capitals): boolean {
  return NAMESAKES.has(form) && (capitals !== "sentence" || surface !== surface.toLowerCase());
}

/** Two words that mean something else together than apart. */
const SET_PHRASES = new Set(
  `
  add to, adds to, added to, adding to, all right, bad blood, bad faith, big apple, big bang, big banks, big brother, big data, big endian, big o, big oil,
  big pharma, big sur, big tech, big three, black box, black friday, black hole, bug bounty, business model,
  change log, change management, chat bot, child labor, child pornography, clean room, cold war, company town, complete works,
  cool down, country code, country music, creative commons, customer service, customer support, dark web, dead end, deep web,
  deep learning, developing countries, developing country, developing nations, developing world, easy going, error code,
  error codes, error correction, error handling, error message, error messages, fake news, famous last, fast food, fatal error, fast forward,
  fast track, finish line, fight club, force quit, free software, full stack, full text, full time, gift card, gift cards, global warming,
  good will, great again, great barrier, great britain, great depression, great firewall, great lakes, great pyramid,
  great recession, great wall, happy birthday, happy hour, happy new, hacker news, hard cider, hard copy, hard core, hard disk,
  hard disks, hard drive, hard drives, hard fork, hard mode, hard rock, hard wired, hard work, hard working,
  help desk, hidden markov, high school, huge pages, in danger, ideal gas, issue tracker, journey to, kid rock, large hadron, launch attack, launch attacks, launch pad,
  launch window, law firm, lessons learned, link rot, linked in, linked list, linked lists, little endian,
  little italy, little rock, look like, love letter, love story, mad men, major league, maker faire, mad max, man page, man pages,
  manual transmission, mental health, mission accomplished, mother board, mother earth, mother nature, mother tongue,
  motion picture, mystery science, nice guy, nice guys, odd one, old english, old school, old testament, old town,
  open access, open letter, open source, open web, option explicit, overview effect, perfect storm, perfect pitch,
  perfect square, photo shop, picture of, plan b, planning fallacy, police state, popular science, post mortem,
  pretty good, pretty printer, public domain, quick sort, quick time, quiet quitting, quit smoking, rapid fire,
  rare earth, rare earths, real estate, real life, real numbers, real time, real world, real name, release candidate,
  release date, release notes, required reading, rich text, rough guide, rough idea, secret manager, semantic web, wide web, secret sauce, secret santa,
  secret service, secret sharing, secret key, secret keys, side effect, side effects, side project, simple machines, small business,
  small businesses, small talk, small world, smart cards, smart cities, smart city, smart contract, smart contracts,
  smart home, smart homes, smart lock, smart locks, smart meter, smart meters, smart phone, smart phones, smart pointer,
  smart pointers, smart speaker, smart speakers, smart tv, smart tvs, smart watch, something awful, stage fright, start menu,
  stack overflow, stone age, story points, straight talk, stupid question, stupid questions, tech support, terrible twos,
  the boring, the onion, the times, tough love, tool chain, total war, trick question, tune up, tip jar, user story, user stories,
  video game, video games, wall street, very best, very first, very last, very least, very own, very same, weird al, whole foods, wise guy, zip code, ugly duckling, united nations,
  one way, two way, way back, way more, way too, no way, by way, hidden figures, hidden layer, hidden layers,
  social network, climate change, change your mind, change the world, phase change, game changer, bad idea, quiet please
  `
    .split(",")
    .map((pair) => pair.trim()),
);

export function isSetPhrase(first: string | undefined, second: string | undefined): boolean {
  return SET_PHRASES.has(`${first} ${second}`);
}

export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
