export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const kStored = 'sendpath.theme';

class Choice {
  theme = $state<Theme>('auto');
}

export const look = new Choice();

export function setTheme(theme: Theme): void {
  look.theme = theme;
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(kStored, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export function startTheme(): void {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(kStored);
  } catch {
    // As above.
  }
  setTheme(themes.find((theme) => theme === stored) ?? 'auto');
}
