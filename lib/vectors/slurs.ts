import { fnv1a } from "../predictor/hash";

/**
 * Words that demean a group of people, kept as hashes so that nobody reads them here. Chosen by hand from the lists of the npm
 * packages cuss and naughty-words, which hold much that is merely vulgar or anatomical; that stays visible, and so do words
 * with an innocent meaning of their own. To add one, append `fnv1a(word).toString(36)`.
 */
const HASHES = new Set(
  `
  zb643 1czc6t 1sqdbd 22yabk 2qr667 3vg629 3ylncn 426y1v 4wnequ 59u962 6d6pzl 6e3rsa 6f9rjn 6jgm0b 6jv5cr 70e3oy
  7bywmw 84r59k 8gdczq 90q08p 90x8ge 9sjc9n 9vsxos a5uwrh acmg0n bc1g3z bpakrg c0x0tz c2di0v c9han2 daymv8 dsfhe4
  e5apyr e7iqqh en79y9 fx0p27 ghtb5i gzqcs3 h207oe h8noxe heltmh i53qxg i6ol56 i8dad2 ip9ptw j7pigw k0wri9 kch5ow
  ki3rsx kma1lv l5p6r7 lb5kj8 m0di98 odwdcr on4kww ozazcq p0sfwz pktcnm pzm6zm q87ttk s4lijy sb4bek sddci1 sv06ka
  t30atm t958ek ub57it uc1wkp udiwxg ujv42p umvim0 vlhduk vo4q1f vstbn7 vwdsq7 vwge6z w4boxx wzakd4 wztkyd xj8cqu
  xn8wb8 xph7oj yalfm8 yxqqyk z3pnn4 z8mcgo 107oep8 10994nq 10cglcp 10pqn0c 10tykgz 11hrz3o 11kbi4m 11qdx6f
  12gl412 12leh4y 1327jky 138ls1i 139oa7f 13ssce6 13tdpih 144cfty 14g83te 14jvk18 14pslzx 154na67 15i8w5n 15xjjbo
  1621q0q 16vp21e 16wxp4q 16ye00w 174gwk3 17dkgjc 17e2e7x 17rsvnj 18dycoj 18etn4i 193v0wo 194m3ak 19unqi8 1a0n3nm
  1abcwfa 1b0vjvq 1b3555e 1b5b7nu 1bc9r8u 1bhgwe8 1bi5580 1cas1zt 1chu8qv 1czmy80 1czwxqj 1d73dpk 1do6hkp 1dudzjh
  1fltnx1 1fzymwu 1g2waei 1gf02i7 1hgyeb5 1hlf6wj 1hmjr77 1hmr4s5 1ipeu77 1iz4gab 1j3z4mt 1jeuzg0 1jk6kun 1k14yze
  1k9gggf 1kmkhxq 1l2vzxf 1lsenj9 1mmxmd8 1nbteyg 1niu5fl 1nvnrc0 1o2a67k 1pkin4o 1qmk9wt 1qvku73 1qvw603 1ra5usp
  1rewjxt 1rg7ri7 1rw22xl 1tt6aq6 1txdow5 1txujwm 1udx942 1v3mbek 1v4a3r5 1vzh182 1wd3nb7 1wp5oaa 1wrkrca 1xmqplk
  1yi7c7o 1yk9215 1yn0uj0 1yqb6f2 1yu3y1p 1yxe70s
`
    .trim()
    .split(/\s+/)
    .map((hash) => Number.parseInt(hash, 36)),
);

const SEPARATORS = /[^\p{L}\p{N}]+/u;

/** Whether a word, its singular or one of its hyphenated parts is on the list. Such words are never suggested. */
export function isSlur(word: string): boolean {
  return word
    .toLowerCase()
    .split(SEPARATORS)
    .some((part) => HASHES.has(fnv1a(part)) || (part.endsWith("s") && HASHES.has(fnv1a(part.slice(0, -1)))));
}
