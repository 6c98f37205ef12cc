"use client";

import "./globals.css";

/** The last resort, when even the layout failed: what happened and what to do. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something broke · Titlecast</title>
        <main className="sheet">
          <h1 className="headline">The page broke.</h1>
          <p className="mt-6">
            What you typed is kept in the address.{" "}
            <button type="button" className="link" onClick={reset}>
              Set the page again
            </button>
          </p>
        </main>
      </body>
    </html>
  );
}
