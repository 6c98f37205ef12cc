import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="sheet pt-5">
      <p className="label">Page not found</p>
      <h1 className="headline mt-2">Nothing is printed here.</h1>
      <p className="mt-6">
        The address may be mistyped.{" "}
        <Link className="link" href="/">
          Score a title
        </Link>{" "}
        or{" "}
        <Link className="link" href="/words">
          look up a word
        </Link>
        .
      </p>
    </main>
  );
}
