import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { Masthead } from "../components/page/Masthead";
import { UpdateLine } from "../components/page/UpdateLine";
import { sans, serif } from "./fonts";
import "./globals.css";

const root = process.env.NEXT_PUBLIC_BASE_PATH ?? "";
/** Code that the engine's worker asks for, part after part, once it is made: on its way already. */
const engineParts = (process.env.NEXT_PUBLIC_ENGINE_PARTS ?? "").split(" ").filter(Boolean);

export const metadata: Metadata = {
  title: { default: "Titlecast: how will your title do?", template: "%s · Titlecast" },
  description:
    "Type a title for Hacker News or a subreddit and watch its forecast form, letter by letter. Everything runs in your browser; the title never leaves it.",
  applicationName: "Titlecast",
  manifest: `${root}/manifest.webmanifest`,
  icons: {
    icon: [{ url: `${root}/icon.svg`, type: "image/svg+xml" }],
    apple: [{ url: `${root}/icons/apple-touch-icon.png`, sizes: "180x180" }],
  },
  openGraph: {
    type: "website",
    siteName: "Titlecast",
    title: "Titlecast: how will your title do?",
    description: "A forecast for headlines, made in your browser as you type. The title never leaves it.",
  },
  twitter: { card: "summary" },
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf6ee" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1726" },
  ],
};

export default function Layout({ children }: { readonly children: ReactNode }) {
  preload(`${root}/${process.env.NEXT_PUBLIC_FIRST}`, { as: "script", fetchPriority: "high" });
  return (
    // The first script sets an attribute on <html> before React arrives.
    <html lang="en" className={`${serif.variable} ${sans.variable}`} suppressHydrationWarning>
      <head>
        {/* Blocking on purpose: a chosen theme must stand before the first paint, and the policy allows no inline script of ours. */}
        <script src={`${root}/${process.env.NEXT_PUBLIC_FIRST}`} />
        {engineParts.map((part) => (
          <link key={part} rel="modulepreload" fetchPriority="low" href={`${root}/${part}`} />
        ))}
      </head>
      <body>
        <Masthead />
        {children}
        <UpdateLine />
      </body>
    </html>
  );
}
