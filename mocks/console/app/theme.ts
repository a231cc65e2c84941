import { effect, signal } from '@preact/signals'

const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'mock-console-theme'
const stored = localStorage.getItem(key)

export const theme = signal<Theme>(themes.find((known) => known === stored) ?? 'auto')

export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'auto'
}

export function followTheme(): void {
  effect(() => {
    localStorage.setItem(key, theme.value)
    document.documentElement.style.colorScheme = theme.value === 'auto' ? 'light dark' : theme.value
  })
}
