/** FNV-1a over the text, beginning elsewhere for each of the four parts. */
function part(text: string, seed: number): string {
  let value = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}

/** A UUID that follows from a text: the same tenant has the same id on every server. */
export function stableId(text: string): string {
  const [a = '', b = '', c = '', d = ''] = [1, 2, 3, 4].map((seed) => part(text, Math.imul(seed, 0x9e3779b9)))
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`
}
