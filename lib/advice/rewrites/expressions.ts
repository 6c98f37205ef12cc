/**
 * Turns of phrase that titles are made of, and what may stand for them: chosen by hand. `a > b` says that a may become b,
 * `a = b` also the other way; `^` holds at the start of a title that asks nothing, `#` where a figure follows.
 */
const EXPRESSIONS = `
  it's = it is; i'm = i am; what's = what is; that's = that is; here's = here is; there's = there is; who's = who is
  where's = where is; you're = you are; we're = we are; they're = they are; i'll = i will; we'll = we will
  you'll = you will; i've > i have; we've > we have; you've > you have
  im > i'm; ive > i've; whats > what's; thats > that's; heres > here's; alot > a lot; gonna > going to; wanna > want to
  gotta > have to; kinda > kind of; ppl > people; pls > please; plz > please; cuz > because; thru > through; tho > though
  definately > definitely; seperate > separate; untill > until; wierd > weird; tommorow > tomorrow; tommorrow > tomorrow
  beleive > believe; recieve > receive; recieved > received; roomate > roommate; accidently > accidentally; teh > the
  goverment > government; neccessary > necessary; embarassing > embarrassing; becuase > because; thier > their
  ai = artificial intelligence; machine learning > ml; os = operating system; ui = user interface; vr = virtual reality
  ar > augmented reality; vm > virtual machine; vms > virtual machines; iot = internet of things; db > database
  ceo = chief executive; tv > television; govt > government; devs > developers; developers > devs
  cryptocurrency > crypto; cryptocurrencies > crypto
  open source = open-source; real time = real-time; long term = long-term; high performance = high-performance
  command line = command-line; cross platform = cross-platform; end to end = end-to-end; low level = low-level
  high level = high-level; step by step = step-by-step; full time = full-time; e-mail > email; e-book > ebook
  e-books > ebooks; start-up > startup; start-ups > startups; front end = frontend; front-end = frontend; back end = backend
  back-end = backend; data set > dataset; data sets > datasets; code base > codebase; webapp > web app; webapps > web apps
  web site > website; health care > healthcare; self driving = self-driving; machine-learning > machine learning
  ok = okay; versus > vs; via > through; until = till; although > though; whilst > while; amongst > among
  towards = toward; based upon > based on; whether or not > whether; in order to > to; due to = because of
  instead of = rather than; such as > like; as well as > and
  more than # = over #; less than # = under #; in less than # = in under #
  around the world = worldwide; all over the world > worldwide; across the world > worldwide; on the internet > online
  on the web > online; these days = nowadays; right now > now; at the moment > right now; a lot of = lots of
  plenty of > lots of; a bunch of > some; a number of > several; a variety of > various
  per year > a year; per month > a month; per day > a day; per week > a week; per hour > an hour
  from scratch = from the ground up; built using > built with; made using > made with; written using > written in
  find out > learn; figure out > work out; figuring out > working out; shuts down > closes; shutting down > closing
  get rid of > remove; getting rid of > removing; got rid of > removed
  look for > search for; looking for = searching for; looked for > searched for; looking to > hoping to
  look into > investigate; looking into > investigating; is going to > will; are going to > will
  need to = have to; needs to = has to; would like to > want to
  is able to > can; are able to > can; was able to > could; were able to > could
  how do i = how can i; how do we = how can we; is there a way to > how to
  what is the best way to > how best to; what's the best way to > how best to
  does anyone know > who knows; does anybody know > who knows; does anyone else > anyone else; has anyone > anyone
  any advice on = any tips on; any advice for = any tips for; what do you think of > thoughts on; thoughts on > opinions on
  what do you think about > thoughts on
  what's your favorite = what's the best; what is your favorite = what is the best; what are your favorite = what are the best
  introduction to = intro to; an introduction to = a guide to; the story behind = the story of
  a brief history of = a short history of; til that = til
  ^ the best way to > how to; ^ best way to > how to
  ^ how i built > building; ^ how we built > building; ^ how i made > making; ^ how to build > building
  ^ how to make > making; ^ how to write > writing; ^ how to create > creating; ^ how to learn > learning
  ^ building a > how to build a; ^ building an > how to build an; ^ writing a > how to write a
  ^ creating a > how to create a; ^ making a > how to make a
  ^ introduction to = getting started with; ^ a beginner's guide to > an introduction to
  ^ everything you need to know about > a guide to; ^ all you need to know about > a guide to
  ^ a look at > exploring; ^ a closer look at > exploring; ^ a look inside > inside; ^ lessons learned from > lessons from
  ^ what i learned from > lessons from; ^ what we learned from > lessons from; ^ what's wrong with = the problem with
  ^ why you should = reasons to; ^ here's why > why; ^ here is why > why; ^ this is why > why; ^ here's how > how
  ^ this is how > how; ^ this is what > what; ^ i'm looking for > looking for; ^ i am looking for > looking for
  ^ check out my > my; ^ check out this > this; ^ take a look at my > my; ^ introducing > meet; ^ announcing > introducing
`;

/** Words in a row, and others that may stand for them. */
export interface Expression {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Only where a statement starts, or only before a figure. */
  readonly opening: boolean;
  readonly figure: boolean;
}

const expressions = new Map<string, Expression[]>();
for (const entry of EXPRESSIONS.split(/[;\n]/).filter((line) => line.trim() !== "")) {
  const [left, right] = entry
    .replace(/[\^#]/g, "")
    .split(/[>=]/)
    .map((side) => side.trim().split(/\s+/));
  const conditions = { opening: entry.includes("^"), figure: entry.includes("#") };
  add({ ...conditions, from: left, to: right });
  if (entry.includes("=")) add({ ...conditions, from: right, to: left });
}

function add(expression: Expression): void {
  const [first] = expression.from;
  expressions.set(first, [...(expressions.get(first) ?? []), expression]);
}

/** Expressions whose first word this is. */
export function expressionsFrom(form: string): readonly Expression[] {
  return expressions.get(form) ?? [];
}

/** Initials among the expressions, and how they are written in any title. */
export const INITIALS: ReadonlyMap<string, string> = new Map(
  ["AI", "ML", "OS", "UI", "VR", "AR", "VM", "VMs", "IoT", "DB", "CEO", "TV", "TIL"].map((word) => [
    word.toLowerCase(),
    word,
  ]),
);
