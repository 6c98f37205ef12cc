"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { KeyboardHelp } from "./KeyboardHelp";
import { ThemeToggle } from "./ThemeToggle";

const PAGES = [
  { href: "/", name: "Score" },
  { href: "/words", name: "Words" },
  { href: "/feed", name: "Feed" },
];

/** The newspaper's head: name, the pages, the light and the keys. */
export function Masthead() {
  const path = usePathname().replace(/(.)\/$/, "$1");
  return (
    <header className="sheet">
      <div className="flex items-center justify-between border-b border-ink py-2">
        <Link href="/" className="font-serif text-[1.375rem] leading-4 font-[560] tracking-tight">
          Titlecast
        </Link>
        <nav aria-label="Pages" className="flex items-center gap-3">
          {PAGES.map(({ href, name }) => (
            <Link
              key={href}
              href={href}
              aria-current={path === href ? "page" : undefined}
              className="label py-1 hover:text-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {name}
            </Link>
          ))}
          <ThemeToggle />
          <KeyboardHelp />
        </nav>
      </div>
    </header>
  );
}
