/** "Glöm den här enheten", where the browser does not know Clear-Site-Data: what the chat has kept on this device. */
for (const storage of ['localStorage', 'sessionStorage'] as const) {
  try {
    for (const key of Object.keys(window[storage])) {
      if (key.startsWith('stegvis-')) window[storage].removeItem(key);
    }
  } catch {
    // A browser that allows no storage has kept nothing.
  }
}
