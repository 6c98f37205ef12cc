// Runs before the first paint: the theme chosen earlier, if any.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed; the system's theme stands.
}
