"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ComponentProps } from "react";
import { KeyboardHelp } from "./KeyboardHelp";
import { ThemeToggle } from "./ThemeToggle";

const FEED = "/feed";
/** Stands inside other sites' pages, which have heads of their own. */
const EMBED = "/embed";
const PAGES = [
  { href: "/", name: "Score" },
  { href: "/many", name: "Many" },
  { href: "/words", name: "Words" },
  { href: FEED, name: "Feed" },
  { href: "/models", name: "Models" },
];
const root = process.env.NEXT_PUBLIC_BASE_PATH ?? "";

/** The newspaper's head: name, the pages, the light and the keys. */
export function Masthead() {
  const path = usePathname().replace(/(.)\/$/, "$1");
  if (path === EMBED) return null;
  return (
    <header className="sheet">
      <div className="flex flex-wrap items-center border-b border-ink py-2 max-sm:pb-1">
        <PageLink from={path} href="/" className="font-serif text-[1.375rem] leading-4 font-[560] tracking-tight">
          Titlecast
        </PageLink>
        {/* On a phone the pages have a line of their own, with room for more of them. */}
        <nav
          aria-label="Pages"
          className="flex items-center gap-3 max-sm:order-last max-sm:mt-1 max-sm:w-full sm:mr-3 sm:ml-auto"
        >
          {PAGES.map(({ href, name }) => (
            <PageLink
              key={href}
              from={path}
              href={href}
              aria-current={path === href ? "page" : undefined}
              className="label py-1 hover:text-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {name}
            </PageLink>
          ))}
        </nav>
        <div className="flex items-center gap-2 max-sm:ml-auto sm:gap-3">
          <ThemeToggle />
          <KeyboardHelp />
        </div>
      </div>
    </header>
  );
}

interface PageLinkProps extends Pick<ComponentProps<"a">, "className" | "children" | "aria-current"> {
  readonly from: string;
  readonly href: string;
}

/**
 * A link to a page, fetched when it is followed: the network belongs to the first score, and after that the service worker
 * keeps every page. To and from the feed it loads a document, as a document keeps the security policy that it came with.
 */
function PageLink({ from, href, ...rest }: PageLinkProps) {
  if (from === FEED || href === FEED) return <a href={`${root}${href === "/" ? "" : href}/`} {...rest} />;
  return <Link href={href} prefetch={false} {...rest} />;
}
