import { goTo, tabs } from './route.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]')

/** Keys that work everywhere but where text is typed: 1 to 4 open a part of the console, / goes to its filter. */
export function followKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const tab = tabs[Number(event.key) - 1]
    if (tab) return goTo({ tab })
    if (event.key !== '/') return
    const filter = document.getElementById('filter')
    if (!filter) return
    event.preventDefault()
    filter.focus()
  })
}
