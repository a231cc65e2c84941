import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'

export interface VirtualListProps<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly rowHeight: number
  readonly label: string
  readonly selected: string | undefined
  readonly onSelect: (key: string | undefined) => void
  readonly render: (item: Item) => ComponentChildren
}

/** Rows beyond the edge that are drawn, too, so that scrolling shows no gaps. */
const margin = 6

/** How far the selection moves with a key; Infinity is the end of the list. */
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 10,
  PageUp: -10,
  End: Number.POSITIVE_INFINITY,
  Home: Number.NEGATIVE_INFINITY,
}

/**
 * A list of rows of one height, of which only those in sight exist. What comes in above leaves what is looked at where it is,
 * unless the list stands at its top.
 */
export function VirtualList<Item>({
  items,
  keyOf,
  rowHeight,
  label,
  selected,
  onSelect,
  render,
}: VirtualListProps<Item>) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  const top = items[0]
  const firstKey = top && keyOf(top)
  const before = useRef(firstKey)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setView((old) => ({ ...old, height: element.clientHeight })))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    const element = box.current
    const added = items.findIndex((item) => keyOf(item) === before.current)
    before.current = firstKey
    if (element && added > 0 && element.scrollTop > 0) element.scrollTop += added * rowHeight
  }, [firstKey, items, keyOf, rowHeight])

  const first = Math.max(0, Math.floor(view.top / rowHeight) - margin)
  const last = Math.min(items.length, Math.ceil((view.top + view.height) / rowHeight) + margin)
  const place = selected === undefined ? -1 : items.findIndex((item) => keyOf(item) === selected)

  function move(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return onSelect(undefined)
    const step = steps[event.key]
    if (step === undefined || items.length === 0) return
    event.preventDefault()
    const next = Math.min(items.length - 1, Math.max(0, place + step))
    const item = items[next]
    if (item) onSelect(keyOf(item))
    const element = box.current
    if (!element) return
    if (next * rowHeight < element.scrollTop) element.scrollTop = next * rowHeight
    const under = (next + 1) * rowHeight - element.clientHeight
    if (under > element.scrollTop) element.scrollTop = under
  }

  return (
    <div
      ref={box}
      class="virtual"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      {...(place >= first && place < last && { 'aria-activedescendant': `${id}-${selected}` })}
      onKeyDown={move}
      onScroll={({ currentTarget: { scrollTop } }) => setView((old) => ({ ...old, top: scrollTop }))}
    >
      <div role="presentation" class="virtual-space" style={{ height: `${items.length * rowHeight}px` }}>
        {items.slice(first, last).map((item, index) => {
          const key = keyOf(item)
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its row
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
            <div
              key={key}
              id={`${id}-${key}`}
              class="virtual-row"
              role="option"
              aria-selected={key === selected}
              aria-posinset={first + index + 1}
              aria-setsize={items.length}
              style={{ transform: `translateY(${(first + index) * rowHeight}px)`, height: `${rowHeight}px` }}
              onClick={() => onSelect(key === selected ? undefined : key)}
            >
              {render(item)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
