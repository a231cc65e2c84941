import { nearName } from '../../../contracts/near-name.ts'
import { invalid, refuse } from '../../core/message.ts'
import { openUrl } from '../open-url.ts'
import type { Handler } from '../operation.ts'
import { isVariant, variants } from '../storage/object-bytes.ts'
import { variantState, variantsDurationMs } from './file-state.ts'
import { findFile } from './find-file.ts'

const noBytes = () => refuse('HTTP_404', { message: 'A link has no bytes to download' })

export const downloadFile: Handler<'downloadFile'> = (call) => {
  const file = findFile(call.tenant, call.params.image_id)
  if ('error' in file) return file
  if (file.media_type === 'link') return noBytes()
  return { headers: ['Location', openUrl(call, `/storage/${file.id}`)] }
}

export const getFileVariant: Handler<'getFileVariant'> = (call) => {
  const { image_id: id, variant_type: variant } = call.params
  if (!isVariant(variant)) {
    const near = nearName(variant, variants)
    return invalid('variant_type', `Must be one of ${variants.join(', ')}${near ? `; did you mean "${near}"?` : ''}`)
  }
  const file = findFile(call.tenant, id)
  if ('error' in file) return file
  if (file.media_type === 'link') return noBytes()
  return { headers: ['Location', openUrl(call, `/storage/${file.id}?variant=${variant}`)] }
}

export const triggerVariants: Handler<'triggerVariants'> = async ({ tenant, params, nowMs, platform }) => {
  const file = findFile(tenant, params.image_id)
  if ('error' in file) return file
  const state = variantState(file, nowMs)
  if (file.media_type !== 'image' || state === 'processing') {
    const message = state === 'processing' ? 'The sizes are being made already' : 'Only images have sizes'
    return { body: { success: false, message, task_id: null, current_status: state, image_id: file.id } }
  }
  await tenant.files.update(file.id, (draft) => {
    draft.variantsMs = nowMs + variantsDurationMs
  })
  return {
    body: {
      success: true,
      message: 'The sizes are being made again',
      task_id: platform.uuid(),
      current_status: 'processing',
      image_id: file.id,
    },
  }
}
