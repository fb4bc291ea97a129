import { Hub, LocalBus } from '../../../server/bus/local.ts'
import { describeBus } from './contract.ts'

describeBus('the bus within a process', async () => {
  const hub = new Hub()
  const setUp = async (isUp: boolean) => {
    for (const bus of hub.buses) bus.setUp(isUp)
  }
  return {
    open: async () => new LocalBus(hub),
    goDown: () => setUp(false),
    comeBack: () => setUp(true),
    dispose: async () => {},
  }
})
