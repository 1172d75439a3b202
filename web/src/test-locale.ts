// Node 20 has no navigator; the formats are judged in one known locale.
Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-GB' }, configurable: true });
