"use client";
export function WordsPage() {
  return <main className="sheet" />;
}
