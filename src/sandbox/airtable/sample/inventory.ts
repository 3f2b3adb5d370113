import { makeId } from '../ids.ts'
import { between, fillDigits, pick } from '../../random.ts'
import type { BaseSpec, TableSpec } from '../table-spec.ts'
import { maybe, type KeptAttachment } from './making.ts'
import { noteFor, oddOr } from './oddities.ts'

const THINGS = [
  'Rope',
  'Lantern',
  'Compass',
  'Anchor',
  'Buoy',
  'Cleat',
  'Winch',
  'Chart',
  'Sextant',
  'Oilskin',
  'Flare',
  'Bilge pump',
]
const KINDS = ['brass', 'steel', 'nylon', 'oak', 'folding', 'marine-grade', 'vintage', 'compact']

const PRODUCTS: TableSpec = {
  key: 'products',
  name: 'Products',
  share: 80,
  fields: [
    { key: 'name', name: 'Product', type: 'singleLineText' },
    { key: 'sku', name: 'SKU', type: 'barcode' },
    { key: 'price', name: 'Price', type: 'currency', options: { precision: 2, symbol: '$' } },
    { key: 'stock', name: 'In stock', type: 'number', options: { precision: 0 } },
    { key: 'value', name: 'Stock value', type: 'formula', formula: '{price} * {stock}' },
    {
      key: 'rating',
      name: 'Rating',
      type: 'rating',
      options: { icon: 'star', max: 5, color: 'yellowBright' },
    },
    { key: 'photos', name: 'Photos', type: 'multipleAttachments', options: { isReversed: false } },
    {
      key: 'supplier',
      name: 'Supplier',
      type: 'multipleRecordLinks',
      linkTo: 'suppliers',
      options: { prefersSingleRecordLink: true },
    },
    {
      key: 'discontinued',
      name: 'Discontinued',
      type: 'checkbox',
      options: { icon: 'xCheckbox', color: 'redBright' },
    },
    { key: 'number', name: 'Number', type: 'autoNumber' },
    {
      key: 'edited',
      name: 'Price last changed',
      type: 'lastModifiedTime',
      description: 'Watches one field only.',
      options: { referencedFields: ['price'] },
    },
  ],
  views: [
    { key: 'grid', name: 'Grid view', type: 'grid' },
    { key: 'gallery', name: 'Catalogue', type: 'gallery', where: 'NOT({Discontinued})' },
    {
      key: 'low',
      name: 'Low stock',
      type: 'grid',
      where: 'AND({In stock} < 10, NOT({Discontinued}))',
      sort: [{ field: 'stock', direction: 'asc' }],
    },
  ],
  make: ({ index, random, link }) => ({
    name: oddOr(
      index,
      `${pick(random, KINDS)} ${pick(random, THINGS).toLowerCase()} ${between(random, 1, 60)}`,
    ),
    sku: maybe(random, 0.85, { text: fillDigits(random, '40########00#'), type: 'ean13' }),
    price: maybe(random, 0.95, between(random, 100, 90_000) / 100),
    stock: maybe(random, 0.9, between(random, 0, 400)),
    rating: maybe(random, 0.5, between(random, 1, 5)),
    photos: maybe(random, 0.25, photosOf(index, between(random, 1, 3))),
    supplier: maybe(random, 0.8, link('suppliers')),
    discontinued: random() < 0.1,
  }),
}

function photosOf(index: number, count: number): KeptAttachment[] {
  return Array.from({ length: count }, (_, at) => ({
    id: makeId('att', 'product', index, at),
    filename: at === 1 ? `foto größe ${index} "neu".svg` : `product-${index}-${at}.svg`,
    type: 'image/svg+xml',
    size: 410 + at,
    width: 640,
    height: 480,
  }))
}

const SUPPLIERS: TableSpec = {
  key: 'suppliers',
  name: 'Suppliers',
  share: 15,
  fields: [
    { key: 'name', name: 'Supplier', type: 'singleLineText' },
    { key: 'contact', name: 'Contact', type: 'email' },
    { key: 'lead', name: 'Lead time (days)', type: 'number', options: { precision: 0 } },
    { key: 'notes', name: 'Notes', type: 'multilineText' },
    {
      key: 'edited',
      name: 'Last modified',
      type: 'lastModifiedTime',
      description: 'The fields that it watched were deleted.',
      isValid: false,
    },
  ],
  views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  make: ({ index, random, company }) => ({
    name: oddOr(index, company().name),
    contact: maybe(random, 0.8, `sales@${company().domain}`),
    lead: maybe(random, 0.7, between(random, 1, 60)),
    notes: noteFor(index, random),
  }),
}

const MOVES: TableSpec = {
  key: 'moves',
  name: 'Stock moves',
  share: 50,
  fields: [
    {
      key: 'what',
      name: 'Move',
      type: 'formula',
      formula: 'IF({quantity} < 0, "Out ", "In ") & ABS({quantity}) & " · " & {day}',
    },
    { key: 'day', name: 'Day', type: 'date', options: { dateFormat: { name: 'us', format: 'M/D/YYYY' } } },
    { key: 'quantity', name: 'Quantity', type: 'number', options: { precision: 0 } },
    {
      key: 'product',
      name: 'Product',
      type: 'multipleRecordLinks',
      linkTo: 'products',
      options: { prefersSingleRecordLink: true },
    },
    { key: 'price', name: 'Price of product', type: 'rollup', via: 'product', shows: 'price' },
  ],
  views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  make: ({ random, createdMs, link }) => ({
    day: new Date(createdMs).toISOString().slice(0, 10),
    quantity: between(random, 1, 120) * (random() < 0.6 ? -1 : 1),
    product: link('products'),
  }),
}

export const INVENTORY: BaseSpec = {
  key: 'inventory',
  name: 'Product inventory',
  permissionLevel: 'edit',
  tables: [PRODUCTS, SUPPLIERS, MOVES],
}

/** What "duplicate base" gives: another base id, and the ids of everything inside as they were. */
export const INVENTORY_COPY: BaseSpec = {
  ...INVENTORY,
  key: 'inventory-copy',
  name: 'Product inventory copy',
  copyOf: 'inventory',
  permissionLevel: 'create',
}
