/** The last so many; all of them where no number is named. */
export const newestOf = <Item>(items: Item[], count = items.length): Item[] =>
  items.length <= count ? items : items.slice(-count)
