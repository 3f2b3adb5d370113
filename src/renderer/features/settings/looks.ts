/** What there is to choose from, in the order in which it is offered. */
export const looks = {
  contrast: ['system', 'standard', 'high'],
  density: ['comfortable', 'compact'],
  textSize: ['small', 'medium', 'large', 'largest'],
  motion: ['system', 'reduced'],
} as const
