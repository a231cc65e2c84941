import { nearName } from '../../../contracts/near-name.ts'
import type { QueryOf } from '../../../contracts/operations/index.ts'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import type { BatchItem, FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { openPath } from '../open-url.ts'
import type { Context, Handler } from '../operation.ts'
import { isVariant, objectBytes, sizeIn, type Variant, variants } from '../storage/object-bytes.ts'
import type { Pictured } from '../storage/placeholder.ts'
import { wholeReply } from '../storage/serve-bytes.ts'

const variantOfSize: Readonly<Record<QueryOf<'getHistoryThumbnail'>['size'], Variant>> = {
  tiny: 'tiny_64',
  small: 'small_256',
  medium: 'medium_750',
}

/** Pictures never change under their id. */
const cached = async (context: Context, file: Pictured, variant: Variant) => {
  const { stream, headers = [] } = wholeReply(await objectBytes(context, file, variant))
  return { ...(stream !== undefined && { stream }), headers: [...headers, 'Cache-Control', 'private, max-age=86400'] }
}

/** A described image: the id of its description is its own. */
function findImage({ files }: Tenant, id: string): FileRecord | Refusal {
  const file = files.get(id.toLowerCase())
  return file?.media_type === 'image' ? file : refuse('HTTP_404', { message: `No image was described as ${id}` })
}

/** The picture of a batch item: of a stored file when it names one, else one made up for it. */
function findItemPicture({ batches, files }: Tenant, id: string): Pictured | Refusal {
  const item = batches
    .all()
    .flatMap(({ items }) => items)
    .find((one) => one.id === id.toLowerCase())
  if (!item) return refuse('HTTP_404', { message: `No batch item has the id ${id}` })
  const { object_key: key } = item.input
  const stored = typeof key === 'string' ? files.all().find((file) => file.object_key === key) : undefined
  return stored ?? pictureFor(item)
}

const pictureFor = ({ id, description }: BatchItem): Pictured => ({
  id,
  media_type: 'image',
  title: description,
  filename: `${id}.jpg`,
  width: 1_600,
  height: 1_200,
  content_type: 'image/jpeg',
  hash: '',
  format: 'jpeg',
  document: null,
})

const variantFor = ({ thumbnail, size }: QueryOf<'getHistoryImage'>): Variant =>
  thumbnail ? variantOfSize[size] : 'original'

export const getHistoryImage: Handler<'getHistoryImage'> = (call) => {
  const file = findImage(call.tenant, call.params.verification_id)
  return 'error' in file ? file : cached(call, file, variantFor(call.query))
}

export const getHistoryThumbnail: Handler<'getHistoryThumbnail'> = (call) => {
  const file = findImage(call.tenant, call.params.verification_id)
  return 'error' in file ? file : cached(call, file, variantOfSize[call.query.size])
}

export const getHistoryVariant: Handler<'getHistoryVariant'> = (call) => {
  const { verification_id: id, variant_type: variant } = call.params
  if (!isVariant(variant)) {
    const near = nearName(variant, variants)
    return invalid('variant_type', `Must be one of ${variants.join(', ')}${near ? `; did you mean "${near}"?` : ''}`)
  }
  const file = findImage(call.tenant, id)
  return 'error' in file ? file : cached(call, file, variant)
}

export const listHistoryVariants: Handler<'listHistoryVariants'> = (call) => {
  const file = findImage(call.tenant, call.params.verification_id)
  if ('error' in file) return file
  return {
    body: {
      image_id: file.id,
      variants: variants.map((variant) => ({
        variant_type: variant,
        url: openPath(call, `/data/images/${file.id}/variant/${variant}`),
        ...sizeIn(file, variant),
      })),
    },
  }
}

export const getBatchItemImage: Handler<'getBatchItemImage'> = (call) => {
  const picture = findItemPicture(call.tenant, call.params.item_id)
  return 'error' in picture ? picture : cached(call, picture, variantFor(call.query))
}

export const getBatchItemThumbnail: Handler<'getBatchItemThumbnail'> = (call) => {
  const picture = findItemPicture(call.tenant, call.params.batch_item_id)
  return 'error' in picture ? picture : cached(call, picture, variantOfSize[call.query.size])
}
