/** What of an element's look stands in style sheets, which a picture of it does not have. */
const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'opacity',
  'visibility',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const

const scale = 2
const padding = 16
const titleSize = 16
const legendSize = 13
const lineHeight = 24

/**
 * The chart within an element, its title and its legend as a PNG in Base64. Rejects where the page cannot draw it.
 */
export async function drawPicture(container: HTMLElement, title: string): Promise<string> {
  const svg = chartWithin(container)
  if (svg === null) throw new Error('there is no chart to draw')
  const { width, height } = svg.getBoundingClientRect()
  const legend = legendOf(container)
  const top = padding + lineHeight + (legend.length > 0 ? lineHeight : 0)
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil((width + 2 * padding) * scale)
  canvas.height = Math.ceil((top + height + padding) * scale)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('there is no canvas')
  const ground = getComputedStyle(container.closest('section') ?? document.body)
  context.scale(scale, scale)
  context.fillStyle = ground.backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = ground.color
  context.textBaseline = 'top'
  context.font = `600 ${titleSize}px ${ground.fontFamily}`
  context.fillText(title, padding, padding)
  context.font = `${legendSize}px ${ground.fontFamily}`
  let at = padding
  for (const { label, colour } of legend) {
    context.fillStyle = colour
    context.fillRect(at, padding + lineHeight, legendSize, legendSize)
    context.fillStyle = ground.color
    context.fillText(label, at + legendSize + 6, padding + lineHeight)
    at += legendSize + 6 + context.measureText(label).width + 18
  }
  context.drawImage(await imageOf(svg, width, height), padding, top, width, height)
  const [, base64 = ''] = canvas.toDataURL('image/png').split(',')
  return base64
}

/** Icons are charts to nobody: the largest one is. */
function chartWithin(container: HTMLElement): SVGSVGElement | null {
  const areaOf = (svg: SVGSVGElement): number => {
    const { width, height } = svg.getBoundingClientRect()
    return width * height
  }
  return [...container.querySelectorAll('svg')].toSorted((a, b) => areaOf(b) - areaOf(a))[0] ?? null
}

function legendOf(container: HTMLElement): readonly { label: string; colour: string }[] {
  return [...container.querySelectorAll('.MuiChartsLegend-series')].flatMap((series) => {
    const mark = series.querySelector('svg *')
    return mark === null ? [] : [{ label: series.textContent, colour: getComputedStyle(mark).fill }]
  })
}

function imageOf(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const copies = [copy, ...copy.querySelectorAll('*')]
  for (const [n, element] of [svg, ...svg.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(element)
    for (const look of looks) copies[n]?.setAttribute(look, style.getPropertyValue(look))
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const image = new Image()
  return new Promise((resolve, reject) => {
    image.onload = () => {
      resolve(image)
    }
    image.onerror = () => {
      reject(new Error('the chart was not drawn'))
    }
    // The page may load no other picture than one that it brings itself.
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  })
}
