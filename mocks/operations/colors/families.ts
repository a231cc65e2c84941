import type { ColorFamilyDTO } from '../../../contracts/generated/types.ts'

/** Groups of colours that searches ask for, as the API names them. */
export const colorFamilies: readonly ColorFamilyDTO[] = [
  family('neutral', 'Neutrals', 'Black, white and greys', ['#FFFFFF', '#808080', '#000000']),
  family('earth_tone', 'Earth Tones', 'Browns and sands', ['#C4A87C', '#8B4513', '#A0522D']),
  family('warm', 'Warm Colors', 'Reds, oranges and yellows', ['#FF6347', '#FFA500', '#DC143C']),
  family('cool', 'Cool Colors', 'Blues, greens and purples', ['#4169E1', '#008080', '#9370DB']),
  family('metallic', 'Metallic Tones', 'Gold, silver, bronze and copper', ['#B87333', '#C0C0C0', '#B5A642']),
  family('pastel', 'Pastels', 'Light and soft', ['#FFB6C1', '#ADD8E6', '#98FB98']),
  family('vibrant', 'Vibrant Colors', 'Strong and saturated', ['#FF1493', '#00FF00', '#8A2BE2']),
]

function family(name: string, displayName: string, description: string, examples: string[]): ColorFamilyDTO {
  return { name, display_name: displayName, description, example_colors: examples }
}

export const isWarmHue = (hue: number) => hue < 70 || hue >= 330

/** The family of a colour; hue 0–360, the others 0–100. Metals have no hue of their own: no single colour is one. */
export function familyOf({ h, s, l }: { h: number; s: number; l: number }): string {
  if (s < 12 || l < 8 || l > 95) return 'neutral'
  if (l >= 78) return 'pastel'
  if (s >= 85 && l >= 40 && l <= 65) return 'vibrant'
  if (h >= 15 && h < 50 && s < 65) return 'earth_tone'
  return isWarmHue(h) ? 'warm' : 'cool'
}
