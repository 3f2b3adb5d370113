type Colour = readonly [red: number, green: number, blue: number, alpha: number]

export function parse(colour: string): Colour {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(colour)
  if (hex !== null) {
    const [, red = '', green = '', blue = ''] = hex
    return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16), 1]
  }
  const parts = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(colour)
  if (parts === null) throw new Error(`not a colour of the palette: ${colour}`)
  const [, red, green, blue, alpha] = parts.map(Number)
  return [red ?? 0, green ?? 0, blue ?? 0, alpha ?? 1]
}

/** A colour, maybe a translucent one, over a ground. */
export function over(colour: string, ground: string): Colour {
  const [top, under] = [parse(colour), parse(ground)]
  const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + under[index] * (1 - top[3])
  return [mix(0), mix(1), mix(2), 1]
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Colour): number {
  const linear = (channel: number): number => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function ratio(one: Colour, other: Colour): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}
