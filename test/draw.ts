/// Where tests draw cases: the same for everybody who lands a change, so that what fails is what the
/// change has broken. FUZZ_SEED draws others, and FUZZ_RUNS more of them where a test is about that.

import fc from 'fast-check'

export const drawSeed = Number(process.env.FUZZ_SEED ?? 1)

fc.configureGlobal({ seed: drawSeed })

export default fc
