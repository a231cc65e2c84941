import { half, judgeDefects } from './judge-defects.ts'

judgeDefects(half(0))
