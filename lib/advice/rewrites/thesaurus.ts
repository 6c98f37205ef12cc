import { wordsOf } from "./phrases";
import type { WordKind } from "./rewrite";

/**
 * Words that may stand for each other in a title, chosen by hand. Word vectors alone cannot tell: in them antonyms and
 * siblings ("rises" and "falls", "Monday" and "Tuesday", "dog" and "cat") are as near as synonyms. Every group has one
 * inflection; `a > b` says that a may become b, and not b a. No name, number, negation or slur is among them.
 */
const GROUPS: Readonly<Record<Exclude<WordKind, "other">, string>> = {
  verb: `
    build create develop; builds creates develops; building creating developing; built created developed; build >
    make; builds > makes; building > making; built > made; construct assemble > build; constructs assembles >
    builds; constructing assembling > building; constructed assembled > built; craft > make create; crafts > makes
    creates; crafting > making creating; crafted > made created; implement > build; implements > builds;
    implementing > building; implemented > built; launch unveil introduce; launches unveils introduces; launching
    unveiling introducing; launched unveiled introduced; release publish; releases publishes; releasing publishing;
    released published; release > launch; releases > launches; releasing > launching; released > launched; announce
    unveil; announces unveils; announcing unveiling; announced unveiled; disclose reveal; discloses reveals;
    disclosing revealing; disclosed revealed; buy purchase acquire; buys purchases acquires; buying purchasing
    acquiring; bought purchased acquired; aid > help; aids > helps; aiding > helping; aided > helped; repair mend >
    fix; repairs mends > fixes; repairing mending > fixing; repaired mended > fixed; solve resolve; solves resolves;
    solving resolving; solved resolved; destroy wreck ruin; destroys wrecks ruins; destroying wrecking ruining;
    destroyed wrecked ruined; demolish > destroy; demolishes > destroys; demolishing > destroying; demolished >
    destroyed; demonstrate > show; demonstrates > shows; demonstrating > showing; reveal > show; reveals > shows;
    revealing > showing; display exhibit > show; displays exhibits > shows; displaying exhibiting > showing; require
    > need; requires > needs; requiring > needing; required > needed; receive obtain > get; receives obtains > gets;
    receiving obtaining > getting; received obtained > got; attempt > try; attempts > tries; attempting > trying;
    attempted > tried; allow enable permit; allows enables permits; allowing enabling permitting; allowed enabled
    permitted; ensure guarantee; ensures guarantees; ensuring guaranteeing; ensured guaranteed; improve enhance;
    improves enhances; improving enhancing; improved enhanced; improve enhance > boost; improves enhances > boosts;
    improving enhancing > boosting; improved enhanced > boosted; reduce > cut; reduces > cuts; reducing > cutting;
    reduced > cut; prevent > stop; prevents > stops; preventing > stopping; prevented > stopped; halt cease > stop;
    halts ceases > stops; halting ceasing > stopping; halted ceased > stopped; quit > leave; quits > leaves;
    quitting > leaving; quit > left; hire recruit; hires recruits; hiring recruiting; hired recruited; choose pick
    select; chooses picks selects; choosing picking selecting; picked selected; chose > picked selected; chosen >
    picked selected; collect gather; collects gathers; collecting gathering; collected gathered; connect link;
    connects links; connecting linking; connected linked; discover uncover; discovers uncovers; discovering
    uncovering; discovered uncovered; talk speak; talks speaks; talking speaking; spoke > talked; spoken > talked;
    beat defeat; beats defeats; beating defeating; beat > defeated; beaten > defeated; outperform > beat;
    outperforms > beats; outperforming > beating; breach > hack; breaches > hacks; breaching > hacking; breached >
    hacked; track monitor; tracks monitors; tracking monitoring; tracked monitored; ban outlaw prohibit; bans
    outlaws prohibits; banning outlawing prohibiting; banned outlawed prohibited; warn caution; warns cautions;
    warning cautioning; warned cautioned; predict forecast; predicts forecasts; predicting forecasting; predicted
    forecast; expand > grow; expands > grows; expanding > growing; surge soar; surges soars; surging soaring; surged
    soared; plunge plummet tumble; plunges plummets tumbles; plunging plummeting tumbling; plunged plummeted
    tumbled; migrate > move switch; migrates > moves switches; migrating > moving switching; migrated > moved
    switched; operate > run; operates > runs; operating > running; combine merge; combines merges; combining
    merging; combined merged; split divide; splits divides; splitting dividing; split divided; examine investigate;
    examines investigates; examining investigating; examined investigated; analyze examine; analyzes examines;
    analyzing examining; analyzed examined; analyse examine; analyses examines; analysing examining; analysed
    examined; explore > examine investigate; explores > examines investigates; exploring > examining investigating;
    explored > examined investigated; simplify streamline; simplifies streamlines; simplifying streamlining;
    simplified streamlined; earn > make; earns > makes; earning > making; earned > made; love adore; loves adores;
    loving adoring; loved adored; hate despise loathe; hates despises loathes; hating despising loathing; hated
    despised loathed; shock stun; shocks stuns; shocking stuning; shocked stunned; amaze astound astonish; amazes
    astounds astonishes; amazing astounding astonishing; amazed astounded astonished; annoy irritate; annoys
    irritates; annoying irritating; annoyed irritated; produce > make create; produces > makes creates; producing >
    making creating; produced > made created; generate > create produce; generates > creates produces; generating >
    creating producing; generated > created produced; terminate > end stop; terminates > ends stops; terminating >
    ending stopping; terminated > ended stopped; conclude > end; concludes > ends; concluding > ending; concluded >
    ended; occur > happen; occurs > happens; occurring > happening; occurred > happened; rescue > save; rescues >
    saves; rescuing > saving; rescued > saved; admit concede; admits concedes; admitting conceding; admitted
    conceded; force compel; forces compels; forcing compelling; forced compelled; throw toss; throws tosses;
    throwing tossing; threw > tossed; thrown > tossed; recreate rebuild; recreates rebuilds; recreating rebuilding;
    recreated rebuilt; inspect > examine; inspects > examines; inspecting > examining; inspected > examined; fund
    finance; funds finances; funding financing; funded financed; damage harm; damages harms; damaging harming;
    damaged harmed; protect defend; protects defends; protecting defending; protected defended; battle fight;
    battles fights; battling fighting; battled fought; struggle > fight; struggles > fights; struggling > fighting;
    struggled > fought; abandon ditch; abandons ditches; abandoning ditching; abandoned ditched; abandon > drop;
    abandons > drops; abandoning > dropping; abandoned > dropped; delay postpone; delays postpones; delaying
    postponing; delayed postponed; tackle confront; tackles confronts; tackling confronting; tackled confronted;
    praise applaud; praises applauds; praising applauding; praised applauded; spark trigger; sparks triggers;
    sparking triggering; sparked triggered; spark ignite; sparks ignites; sparking igniting; sparked ignited;
    educate > teach; educates > teaches; educating > teaching; educated > taught; forbid > ban; forbids > bans;
    forbidding > banning; forbade > banned; forbidden > banned; rethink reconsider reimagine; rethinks reconsiders
    reimagines; rethinking reconsidering reimagining; rethought reconsidered reimagined; add > introduce; adds >
    introduces; adding > introducing; added > introduced; erase > delete; erases > deletes; erasing > deleting;
    erased > deleted; confuse baffle; confuses baffles; confusing baffling; confused baffled; design > build create;
    designs > builds creates; designing > building creating; designed > built created; search > look; searches >
    looks; searching > looking; searched > looked; trigger > cause; triggers > causes; triggering > causing;
    triggered > caused; prove > show; proves > shows; proving > showing; reimagine > rethink; reimagines > rethinks;
    reimagining > rethinking; reimagined > rethought; debunk > refute; debunks > refutes; debunking > refuting;
    debunked > refuted; revamp overhaul redesign; revamps overhauls redesigns; revamping overhauling redesigning;
    revamped overhauled redesigned; enjoy > love; enjoys > loves; enjoying > loving; enjoyed > loved; evaluate >
    assess; evaluates > assesses; evaluating > assessing; evaluated > assessed; assess evaluate; assesses evaluates;
    assessing evaluating; assessed evaluated; depict > show; depicts > shows; depicting > showing; illustrate >
    show; illustrates > shows; illustrating > showing; hijack > seize; hijacks > seizes; hijacking > seizing;
    hijacked > seized; ruin spoil; ruins spoils; ruining spoiling; ruined spoiled; strengthen reinforce; strengthens
    reinforces; strengthening reinforcing; strengthened reinforced; weaken undermine; weakens undermines; weakening
    undermining; weakened undermined; inform > tell; informs > tells; informing > telling; informed > told; notify >
    tell; notifies > tells; notifying > telling; notified > told; respond reply; responds replies; responding
    replying; responded replied; focus > concentrate; focuses > concentrates; focusing > concentrating; focused >
    concentrated; arrest > detain; arrests > detains; arresting > detaining; arrested > detained; notice > spot;
    notices > spots; noticing > spotting; noticed > spotted; achieve > reach; achieves > reaches; achieving >
    reaching; achieved > reached; reside > live; resides > lives; residing > living; resided > lived; cause >
    trigger; causes > triggers; causing > triggering; caused > triggered; investigate > probe; investigates >
    probes; investigating > probing; investigated > probed; probe > investigate; probes > investigates; probing >
    investigating; probed > investigated; vanish disappear; vanishes disappears; vanishing disappearing; vanished
    disappeared; survive > endure; survives > endures; surviving > enduring; survived > endured; persuade convince;
    persuades convinces; persuading convincing; persuaded convinced; strike > hit; strikes > hits; striking >
    hitting; struck > hit; smash > break; smashes > breaks; smashing > breaking; shatter > break; shatters > breaks;
    shattering > breaking; snap > break; snaps > breaks; snapping > breaking; yell shout; yells shouts; yelling
    shouting; yelled shouted; scream shout; screams shouts; screaming shouting; screamed shouted; swap exchange;
    swaps exchanges; swapping exchanging; swapped exchanged; fetch > get; fetches > gets; fetching > getting;
    fetched > got; supply provide; supplies provides; supplying providing; supplied provided; dismantle > destroy;
    dismantles > destroys; dismantling > destroying; dismantled > destroyed; resign > quit; resigns > quits;
    resigning > quitting; resigned > quit; dump ditch; dumps ditches; dumping ditching; dumped ditched; anticipate >
    expect; anticipates > expects; anticipating > expecting; anticipated > expected; retain > keep; retains > keeps;
    retaining > keeping; retained > kept; tweak adjust; tweaks adjusts; tweaking adjusting; tweaked adjusted;
    monitor > watch; monitors > watches; monitoring > watching; monitored > watched; observe > watch; observes >
    watches; observing > watching; observed > watched; depart > leave; departs > leaves; departing > leaving;
    departed > left; sketch > draw; sketches > draws; sketching > drawing; clarify > explain; clarifies > explains;
    clarifying > explaining; clarified > explained; grasp > understand; grasps > understands; grasping >
    understanding; grasped > understood; comprehend > understand; comprehends > understands; comprehending >
    understanding; comprehended > understood; scrap > drop; scraps > drops; scrapping > dropping; scrapped >
    dropped; axe > cut; axes > cuts; axing > cutting; axed > cut; slash > cut; slashes > cuts; slashing > cutting;
    slashed > cut; trim > cut; trims > cuts; trimming > cutting; trimmed > cut; nab > catch; nabs > catches; nabbing
    > catching; nabbed > caught; snatch > grab; snatches > grabs; snatching > grabbing; snatched > grabbed; craft >
    design; crafts > designs; crafting > designing; crafted > designed; dub > call; dubs > calls; dubbing > calling;
    dubbed > called; label > call; labels > calls; labeling > calling; labeled > called; assist > help; assists >
    helps; assisting > helping; assisted > helped; reduce > decrease; reduces > decreases; reducing > decreasing;
    reduced > decreased; boost > increase raise lift; boosts > increases raises lifts; boosting > increasing raising
    lifting; boosted > increased raised lifted; discover > find; discovers > finds; discovering > finding;
    discovered > found; handle > manage; handles > manages; handling > managing; handled > managed; flee > escape;
    flees > escapes; fleeing > escaping; fled > escaped; utilise utilize leverage > use; utilises utilizes leverages
    > uses; utilising utilizing leveraging > using; utilised utilized leveraged > used; conceal > hide; conceals >
    hides; concealing > hiding; slam blast > criticize; slams blasts > criticizes; slamming blasting > criticizing;
    slammed blasted > criticized; change > transform; changes > transforms; changing > transforming; changed >
    transformed; alter > change modify; alters > changes modifies; altering > changing modifying; altered > changed
    modified; modify > alter change; modifies > alters changes; modifying > altering changing; modified > altered
    changed; transform > change; transforms > changes; transforming > changing; transformed > changed; complete >
    finish; completes > finishes; completing > finishing; completed > finished; indicate > suggest; indicates >
    suggests; indicating > suggesting; indicated > suggested; propose > suggest; proposes > suggests; proposing >
    suggesting; proposed > suggested; recommend > suggest; recommends > suggests; recommending > suggesting;
    recommended > suggested; seize > grab; seizes > grabs; seizing > grabbing; seized > grabbed; devise > invent;
    devises > invents; devising > inventing; devised > invented; supplant > replace; supplants > replaces;
    supplanting > replacing; supplanted > replaced; delete > remove; deletes > removes; deleting > removing; deleted
    > removed; conquer > defeat; conquers > defeats; conquering > defeating; conquered > defeated; begin > start;
    begins > starts; beginning > starting; began > started; begun > started; imitate > copy; imitates > copies;
    imitating > copying; imitated > copied; mimic > copy imitate; mimics > copies imitates; mimicing > copying
    imitating; mimiced > copied imitated; embrace > adopt; embraces > adopts; embracing > adopting; embraced >
    adopted; try attempt; tries attempts; trying attempting; tried attempted; encourage promote; encourages
    promotes; encouraging promoting; encouraged promoted; surpass exceed; surpasses exceeds; surpassing exceeding;
    surpassed exceeded; resume > continue; resumes > continues; resuming > continuing; resumed > continued; hasten >
    speed; hastens > speeds; hastening > speeding; hastened > sped; urge > encourage; urges > encourages; urging >
    encouraging; urged > encouraged; rescue save; rescues saves; rescuing saving; rescued saved; postpone > delay;
    postpones > delays; postponing > delaying; postponed > delayed; celebrate > mark; celebrates > marks;
    celebrating > marking; celebrated > marked; portray depict; portrays depicts; portraying depicting; portrayed
    depicted; hoard > collect; hoards > collects; hoarding > collecting; hoarded > collected; cherish > love;
    cherishes > loves; cherishing > loving; cherished > loved; tease > mock; teases > mocks; teasing > mocking;
    teased > mocked; strive > try; strives > tries; striving > trying; strove > tried; struggle > battle; struggles
    > battles; struggling > battling; struggled > battled; contemplate > consider; contemplates > considers;
    contemplating > considering; contemplated > considered; vow promise; vows promises; vowing promising; vowed
    promised; pledge promise; pledges promises; pledging promising; pledged promised; foresee > predict; foresees >
    predicts; foreseeing > predicting; foresaw > predicted; foreseen > predicted; deploy > launch; deploys >
    launches; deploying > launching; deployed > launched; obliterate > destroy; obliterates > destroys; obliterating
    > destroying; obliterated > destroyed; eliminate > remove; eliminates > removes; eliminating > removing;
    eliminated > removed; eradicate > eliminate; eradicates > eliminates; eradicating > eliminating; eradicated >
    eliminated; diminish > shrink; diminishes > shrinks; diminishing > shrinking; dwindle > shrink; dwindles >
    shrinks; dwindling > shrinking; skyrocket > soar; skyrockets > soars; skyrocketing > soaring; skyrocketed >
    soared; climb > rise; climbs > rises; climbing > rising; rise > climb; rises > climbs; rising > climbing; rose >
    climbed; risen > climbed; drop > fall; drops > falls; dropping > falling; decline > fall; declines > falls;
    declining > falling; dip > drop; dips > drops; dipping > dropping; dipped > dropped; collapse > fall; collapses
    > falls; collapsing > falling; purge > remove; purges > removes; purging > removing; purged > removed; shun >
    avoid; shuns > avoids; shunning > avoiding; shunned > avoided; evade > avoid; evades > avoids; evading >
    avoiding; evaded > avoided; dodge > avoid; dodges > avoids; dodging > avoiding; dodged > avoided; swallow > eat;
    swallows > eats; swallowing > eating; devour > eat; devours > eats; devouring > eating; wander > roam; wanders >
    roams; wandering > roaming; wandered > roamed; dash > rush; dashes > rushes; dashing > rushing; dashed > rushed;
    hurry > rush; hurries > rushes; hurrying > rushing; hurried > rushed; crave > want; craves > wants; craving >
    wanting; craved > wanted; desire > want; desires > wants; desiring > wanting; desired > wanted; shows > reveals
    demonstrates; showed > revealed demonstrated; showing > demonstrating
  `,
  noun: `
    guide introduction; guides introductions; guide tutorial; guides tutorials; tutorial walkthrough; tutorials
    walkthroughs; handbook manual > guide; handbooks manuals > guides; tip trick; tips tricks; method approach
    technique; methods approaches techniques; method approach > way; methods approaches > ways; problem issue;
    problems issues; mistake error; mistakes errors; blunder > mistake; blunders > mistakes; bug flaw; bugs flaws;
    defect glitch > bug; defects glitches > bugs; vulnerability > flaw; vulnerabilities > flaws; company firm;
    companies firms; corporation > company; corporations > companies; employee worker; employees workers; kid child;
    kids children; guy > man; guys > men; buddy pal > friend; buddies pals > friends; photo picture; photos
    pictures; photograph snapshot pic > photo; photographs snapshots pics > photos; photo picture > pic; photos
    pictures > pics; video clip; videos clips; movie film; movies films; song tune; songs tunes; story tale; stories
    tales; idea concept; ideas concepts; notion > idea; notions > ideas; strategy > plan; strategies > plans; danger
    threat; dangers threats; risk > danger; risks > dangers; benefit advantage; benefits advantages; perk upside >
    benefit; perks upsides > benefits; drawback downside disadvantage; drawbacks downsides disadvantages; website
    site; websites sites; webpage > page; webpages > pages; smartphone cellphone > phone; smartphones cellphones >
    phones; phone > smartphone; phones > smartphones; automobile > car; automobiles > cars; car > vehicle; cars >
    vehicles; country nation; countries nations; lawyer attorney; lawyers attorneys; physician > doctor; physicians
    > doctors; prof > professor; profs > professors; scientist researcher; scientists researchers; expert
    specialist; experts specialists; developer programmer; developers programmers; coder > developer programmer;
    coders > developers programmers; author writer; authors writers; creator maker; creators makers; pupil >
    student; pupils > students; beginner newbie; beginners newbies; noob > beginner newbie; noobs > beginners
    newbies; journey trip; journeys trips; voyage > journey; voyages > journeys; choice option; choices options;
    phase stage; phases stages; look peek; overview summary; overviews summaries; recap > summary; recaps >
    summaries; effect impact; effects impacts; result outcome; results outcomes; consequence > result; consequences
    > results; opportunity > chance; opportunities > chances; disaster catastrophe; disasters catastrophes; fiasco >
    disaster; fiascos > disasters; outrage fury anger; outcry backlash; outcries backlashes; outcry > outrage;
    agreement pact > deal; agreements pacts > deals; lawsuit > suit; lawsuits > suits; evidence proof; clue hint;
    clues hints; mom mother; moms mothers; dad father; dads fathers; grandma > grandmother; grandmas > grandmothers;
    grandpa > grandfather; grandpas > grandfathers; repository repo; repositories repos; specification spec;
    specifications specs; config configuration; configs configurations; advertisement > ad; advertisements > ads; ad
    > advert; ads > adverts; lab laboratory; labs laboratories; bike bicycle; bikes bicycles; airplane > plane;
    airplanes > planes; surveillance spying; footage > video; lecture > talk; lectures > talks; conversation chat;
    conversations chats; discussion > conversation; discussions > conversations; opinion view; opinions views;
    recommendation suggestion; recommendations suggestions; fight battle; fights battles; struggle > fight battle;
    struggles > fights battles; area region; areas regions; survey poll; surveys polls; documentation docs;
    collection compilation; collections compilations; money cash; writer > author; writers > authors; mystery
    puzzle; mysteries puzzles; myth legend; myths legends; hurdle obstacle; hurdles obstacles; barrier > hurdle;
    barriers > hurdles; gift > present; gifts > presents; trick hack; tricks hacks; garbage trash; rubbish > trash;
    automobile vehicle > car; automobiles vehicles > cars; fridge refrigerator; fridges refrigerators; couch sofa;
    couches sofas; someone somebody; anyone anybody; everyone everybody; tech technology; web internet; startup >
    company; startups > companies; tool > utility; tools > utilities; utility > tool; utilities > tools; rise >
    growth; industry sector; industries sectors; scam fraud; scams frauds; intro introduction; intros introductions;
    primer > introduction; primers > introductions; salary > pay; enthusiast > fan; enthusiasts > fans; lover > fan;
    lovers > fans; man guy; men guys; toolkit > tool; toolkits > tools; gadget > device; gadgets > devices; device >
    gadget; devices > gadgets; collapse downfall; collapses downfalls; quest > search; quests > searches; talent >
    skill; talents > skills; tale > story; tales > stories; roadmap > plan; roadmaps > plans; blueprint > plan;
    blueprints > plans; creature > animal; creatures > animals; boss > manager; bosses > managers; beast > monster;
    beasts > monsters; peril > danger; perils > dangers; pitfall > trap; pitfalls > traps; trap pitfall; traps
    pitfalls; breakthrough advance; breakthroughs advances; location > place; locations > places; spot > place;
    spots > places; residence > home; residences > homes; infant > baby; infants > babies; toddler > child; toddlers
    > children; teen teenager; teens teenagers; youngster > kid; youngsters > kids; spouse > partner; spouses >
    partners; crook > criminal; crooks > criminals; thief robber; thieves robbers; jail prison; jails prisons;
    verdict ruling; verdicts rulings; sickness illness; sicknesses illnesses; illness disease; illnesses diseases;
    journalist reporter; journalists reporters; pace > speed; velocity > speed; quantity > amount; quantities >
    amounts; sum > amount; sums > amounts; chunk > piece; chunks > pieces; fragment > piece; fragments > pieces;
    portion > part; portions > parts; segment > part; segments > parts; component > part; components > parts;
    category > type; categories > types; dilemma > problem; dilemmas > problems; investigation inquiry;
    investigations inquiries; misconception > myth; misconceptions > myths; fallacy > myth; fallacies > myths;
    perspective view; perspectives views; viewpoint > view; viewpoints > views; belief > view; beliefs > views;
    rival competitor; rivals competitors; opponent > rival; opponents > rivals; foe > enemy; foes > enemies; ally >
    friend; allies > friends; colleague coworker; colleagues coworkers; teammate > colleague; teammates >
    colleagues; chore > task; chores > tasks; assignment > task; assignments > tasks; profession > career;
    professions > careers; blaze > fire; blazes > fires; inferno > fire; infernos > fires; quake earthquake; quakes
    earthquakes; blunder > error; blunders > errors; slip-up > mistake; slip-ups > mistakes; thrill > joy; happiness
    joy; delight > joy; sorrow sadness; rage anger; terror fear; dread > fear; panic > fear; fright > fear; courage
    bravery; cornerstone > basis; intellect > mind; intellects > minds; wisdom > knowledge; expertise > knowledge;
    know-how > knowledge; layout > design; layouts > designs; snippet > example; snippets > examples; app >
    application; apps > applications; house > home; houses > homes; era > age; eras > ages; remedy > cure; remedies
    > cures; firearm > gun; firearms > guns; diary > journal; diaries > journals; customer > client; customers >
    clients; response reaction; responses reactions; win victory; wins victories; freedom liberty; freedoms
    liberties; contest competition; contests competitions; debate > discussion; debates > discussions; decision
    choice; decisions choices; explanation > description; explanations > descriptions; image > photo; images >
    photos; audience crowd; audiences crowds; taxi cab; taxis cabs; marijuana cannabis; accident > crash; accidents
    > crashes; protest > demonstration; protests > demonstrations; teaser > trailer; teasers > trailers; wallpaper >
    background; wallpapers > backgrounds; pup doggy > dog; pups doggies > dogs; nerd geek; nerds geeks; dude bro >
    guy; dudes bros > guys; colleague > coworker; colleagues > coworkers; outage downtime; investor backer;
    investors backers; merger > deal; mergers > deals; acquisition takeover; acquisitions takeovers; penalty > fine;
    penalties > fines; watchdog > regulator; watchdogs > regulators; exploit > attack; exploits > attacks; benchmark
    > test; benchmarks > tests; artwork > art; essay > article; essays > articles; article > post; articles > posts;
    sneaker > shoe; sneakers > shoes; employer > company; employers > companies; pamphlet > brochure; pamphlets >
    brochures; gizmo > gadget; gizmos > gadgets; lineup > list; lineups > lists; roundup > list; roundups > lists;
    gossip > rumor; tycoon magnate; tycoons magnates; burglar > thief; burglars > thieves; infection > disease;
    infections > diseases; lunatic > madman; lunatics > madmen; symptom > sign; symptoms > signs; ordeal >
    nightmare; ordeals > nightmares; rebellion revolt uprising; rebellions revolts uprisings; riot > unrest; tornado
    twister; tornados twisters; hobby pastime; hobbies pastimes; pastry > cake; pastries > cakes; flaw weakness;
    flaws weaknesses; shortcoming > weakness; shortcomings > weaknesses; traveler > tourist; travelers > tourists;
    shore coast; shores coasts; woods > forest; path > route; paths > routes; mansion >
    house; mansions > houses; apartment flat; apartments flats; basement > cellar; basements > cellars; restroom >
    bathroom; restrooms > bathrooms; goal objective; goals objectives; cryptography > encryption; advice > tips;
    feedback > comments suggestions; thoughts > opinions; staff > employees workers; police > cops; cops > police
  `,
  adjective: `
    amazing awesome incredible fantastic wonderful; great excellent superb; great > terrific; nice lovely; beautiful
    gorgeous stunning; beautiful > lovely; cute adorable; big large; big large > huge; huge enormous massive; vast
    gigantic > huge enormous; biggest largest; bigger larger; small tiny; small > little; smallest tiniest; fast
    quick; rapid speedy > fast quick; faster quicker; fastest quickest; slow sluggish; simple > straightforward;
    easier simpler; easiest simplest; hard difficult tough; harder tougher; hardest toughest; important crucial
    vital; essential > vital crucial important; novel > new; modern contemporary; cheap inexpensive affordable;
    expensive costly pricey; weird strange bizarre odd; peculiar > strange odd; funny hilarious; amusing > funny;
    scary frightening terrifying; creepy eerie; happy glad; angry furious; crazy insane; stupid dumb; smart clever;
    intelligent > smart clever; brilliant ingenious; interesting fascinating intriguing; boring dull tedious; useful
    handy helpful; robust > reliable; reliable dependable; flexible versatile; minimalist minimalistic > minimal;
    complete comprehensive; thorough > complete; in-depth detailed; entire whole; genuine authentic > real; secret
    hidden; famous renowned; famous > well-known; rare unusual; terrible awful horrible; dangerous risky hazardous;
    deadly lethal; rich wealthy; loud noisy; quiet silent; dirty filthy; delicious tasty; remarkable extraordinary;
    impressive remarkable; ridiculous absurd ludicrous; annoying irritating; accurate precise; unexpected
    surprising; shocking startling; bleak grim; perfect ideal; ultimate definitive; annual yearly; clever ingenious;
    stylish elegant; simple minimal; spectacular breathtaking; breathtaking stunning; cool neat; awesome cool;
    outdated obsolete; pointless useless; tiny miniature; superb outstanding; excellent outstanding; enjoyable fun;
    favorite > favourite; favourite > favorite; ancient > old; major > big; fake bogus; multiple several; latest
    newest; giant > huge enormous; automatic automated; practical hands-on; tremendous > huge enormous; ugly >
    hideous; hideous > ugly; tasty yummy; hardest trickiest; tricky difficult; trickiest > hardest; harder trickier;
    elegant > clean; wealthiest richest; smartest cleverest; oddest weirdest strangest; vintage > old; brand-new >
    new; unbelievable incredible; unbelievable amazing; jaw-dropping stunning; massive > huge; potent > powerful;
    speedy > quick; fearless > brave; cautious careful; sloppy careless; tired exhausted; magnificent > beautiful
    wonderful; marvelous > wonderful; disturbing unsettling troubling; worrying alarming troubling; heartbreaking >
    sad; grim > dark; vicious brutal; brutal savage; bold daring; unexplained > mysterious; enigmatic > mysterious;
    unimportant trivial; unfair unjust; unhappy > sad; ill sick; modest humble; notorious infamous; well-known
    famous; identical > same; numerous > many; joyful > happy; sincere honest; messy > dirty; foolish stupid silly;
    silly > stupid; serious severe; distinct > different; extra additional; main primary; main > principal chief;
    principal > main; moral ethical; foreign overseas; ordinary everyday; brief > short; sufficient > enough; sleek
    > elegant; snappy > fast; blazing-fast > fast; well-designed > elegant; handmade homemade; dull > boring; odd
    unusual; eccentric > odd; vivid > bright; tremendous > great; adequate > decent; lengthy > long; prominent >
    famous; leading > top; unforgettable > memorable; toxic poisonous; harmful damaging; fatal > deadly;
    catastrophic disastrous; devastating > disastrous; untrue > false; incorrect > wrong; flawed > broken; faulty >
    broken; defective > faulty; buggy > broken; reluctant unwilling; eager > keen; keen > eager; furious > angry;
    outraged furious; delighted > happy; thrilled > happy; overjoyed > happy; ecstatic > happy; gloomy > sad;
    miserable > unhappy; anxious nervous; worried anxious; frightened terrified scared; puzzled confused; baffled
    puzzled; stunned shocked; astonished amazed; amazed stunned; complete > full; afraid > scared; obvious > clear;
    mind-blowing > amazing; worldwide > global; finest > best; wacky > crazy; nasty > ugly; gross disgusting;
    disgusting revolting; creepy > scary; spooky > scary; tedious > boring; bizarre surreal; surreal > strange;
    stellar > great; top-notch > excellent; first-rate > excellent; superior > better; inferior > worse; mysterious
    > strange; gentle mild; severe harsh; tall > high; wide broad; narrow thin; thick dense; silly goofy; polite
    courteous; brave courageous; fierce ferocious; lucky fortunate; unlucky unfortunate; unusual uncommon;
    traditional conventional; novel innovative; innovative > new; cutting-edge > modern; state-of-the-art > modern;
    up-to-date > current; long-lasting durable; durable > robust; fragile brittle; transparent > clear; immediate
    instant; permanent lasting; temporary short-lived; eternal everlasting; whole complete; partial incomplete;
    empty vacant; sturdy > solid; easy > simple
  `,
  adverb: `
    very really extremely incredibly; insanely absurdly > incredibly; almost nearly; virtually practically > almost
    nearly; quickly rapidly; swiftly > quickly; often frequently; sometimes occasionally; rarely seldom; usually
    typically; completely totally entirely; fully utterly > completely; mostly mainly largely; slowly gradually;
    easily effortlessly; maybe perhaps; probably > likely; secretly covertly; allegedly reportedly; roughly
    approximately; approximately roughly > about; currently presently > now; recently lately; constantly
    continually; simply just; especially particularly; surprisingly unexpectedly; soon shortly; apparently
    seemingly; badly poorly; truly genuinely; definitely certainly; quietly silently; instantly immediately; quite
    pretty fairly; possibly > perhaps maybe; generally usually; regularly > often; primarily mainly mostly; nowadays
    > today; afterwards later; extraordinarily > extremely incredibly; remarkably > surprisingly; precisely exactly;
    immensely > hugely; merely > just only; chiefly > mainly; promptly > quickly; continuously constantly;
    officially formally; suddenly abruptly; highly > very extremely; hugely > extremely very; significantly
    considerably substantially; dramatically > greatly; massively > hugely; vastly > greatly; accidentally
    unintentionally; deliberately intentionally; purposely > deliberately; sadly unfortunately; luckily fortunately;
    thankfully luckily; evidently > clearly; plainly > clearly; annually > yearly; worldwide globally; initially
    originally; previously earlier; solely > only
  `,
};

/** Adverbs that lean on an adjective or another adverb. */
export const INTENSIFIERS = wordsOf(
  "very really extremely incredibly insanely absurdly quite pretty super so too rather somewhat fairly",
);

const synonyms = new Map<string, readonly string[]>();

/** Every word, after its kind and a space, with those that may stand for it. */
export const THESAURUS: ReadonlyMap<string, readonly string[]> = synonyms;

for (const [kind, groups] of Object.entries(GROUPS)) {
  for (const group of groups.split(";")) {
    const [sources, targets = sources] = group.split(">").map((words) => words.trim().split(/\s+/));
    for (const word of sources) {
      const key = `${kind} ${word}`;
      const others = targets.filter((target) => target !== word);
      synonyms.set(key, [...new Set([...(synonyms.get(key) ?? []), ...others])]);
    }
  }
}

/** Words that may stand for a form used as such a word, in the same inflection. */
export function synonymsOf(form: string, kind: WordKind): readonly string[] {
  return synonyms.get(`${kind} ${form}`) ?? [];
}
