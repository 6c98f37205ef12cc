"use client";

/** Turns the page from day to night and back; until then the system decides. */
export function ThemeToggle() {
  const turn = (): void => {
    const root = document.documentElement;
    const night = getComputedStyle(root).colorScheme === "dark" || (!root.dataset.theme && prefersDark());
    const theme = night ? "light" : "dark";
    root.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Storage is closed: the choice lasts as long as the page.
    }
  };
  return (
    <button
      type="button"
      onClick={turn}
      aria-label="Switch between day and night"
      title="Day or night"
      className="p-1 text-soft hover:text-accent"
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
      </svg>
    </button>
  );
}

function prefersDark(): boolean {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
