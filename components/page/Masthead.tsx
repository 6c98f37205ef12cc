"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { KeyboardHelp } from "./KeyboardHelp";
import { ThemeToggle } from "./ThemeToggle";

const PAGES = [
  { href: "/", name: "Score" },
  { href: "/words", name: "Words" },
  { href: "/feed", name: "Feed" },
];
const FEED = "/feed";
const ROOT = process.env.NEXT_PUBLIC_BASE_PATH ?? "";

/** The newspaper's head: name, the pages, the light and the keys. */
export function Masthead() {
  const path = usePathname().replace(/(.)\/$/, "$1");
  return (
    <header className="sheet">
      <div className="flex items-center justify-between border-b border-ink py-2">
        <PageLink from={path} to="/" className="font-serif text-[1.375rem] leading-4 font-[560] tracking-tight">
          Titlecast
        </PageLink>
        <nav aria-label="Pages" className="flex items-center gap-2 sm:gap-3">
          {PAGES.map(({ href, name }) => (
            <PageLink
              key={href}
              from={path}
              to={href}
              aria-current={path === href ? "page" : undefined}
              className="label py-1 hover:text-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {name}
            </PageLink>
          ))}
          <ThemeToggle />
          <KeyboardHelp />
        </nav>
      </div>
    </header>
  );
}

interface PageLinkProps {
  readonly from: string;
  readonly to: string;
  readonly className: string;
  readonly "aria-current"?: "page" | undefined;
  readonly children: ReactNode;
}

/**
 * A document keeps the security policy that it was loaded with (scripts/policy.ts), and only the feed's lets other sites
 * be asked: so the way into the feed, and out of it, loads a document.
 */
function PageLink({ from, to, ...link }: PageLinkProps) {
  if ((from === FEED) === (to === FEED)) return <Link href={to} {...link} />;
  return <a href={`${ROOT}${to.replace(/\/?$/, "/")}`} {...link} />;
}
