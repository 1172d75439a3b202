// Runs before the first paint, so that a chosen theme never flashes the other one.
try {
  const theme = JSON.parse(localStorage.getItem('medianest.preferences') ?? '{}').theme;
  if (theme === 'light' || theme === 'system') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing shows the default theme.
}
