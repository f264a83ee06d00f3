// SPDX-License-Identifier: GPL-2.0-only
/*
 * Drives qemu's education device (1234:11e8, docs/specs/edu in qemu's tree): 4 KiB of memory of its own that the CPU does not see, and an engine that copies
 * between it and an address on the bus, some 100 ms after it was told to.
 */
#include <linux/completion.h>
#include <linux/io.h>
#include <linux/kprobes.h>
#include <linux/pci.h>

#include "conformance.h"
#include "edu.h"

/* Registers; the device's memory as its engine sees it. */
#define SOURCE		0x80
#define DESTINATION	0x88
#define COUNT		0x90
#define COMMAND		0x98
#define MEMORY		0x40000

#define START		1
#define TO_BUS		2
#define INTERRUPT	4

static struct pci_dev *found;
static void __iomem *registers;
static DECLARE_COMPLETION(done);
static u8 *scratch;
static dma_addr_t scratch_address;
static u32 transfers;
static atomic_t faults;

/* By MSI the device raises an interrupt for each transfer, acknowledged or not. */
static irqreturn_t interrupted(int irq, void *device)
{
	complete(&done);
	return IRQ_HANDLED;
}

static int transfer(u64 from, u64 to, u32 length, u32 direction)
{
	reinit_completion(&done);
	writeq(from, registers + SOURCE);
	writeq(to, registers + DESTINATION);
	writeq(length, registers + COUNT);
	writeq(START | INTERRUPT | direction, registers + COMMAND);
	transfers++;
	return wait_for_completion_timeout(&done, 10 * HZ) ? 0 : -EIO;
}

int edu_reads(dma_addr_t from, u32 length)
{
	return transfer(from, MEMORY, length, 0);
}

int edu_writes(dma_addr_t to, u32 length)
{
	return transfer(MEMORY, to, length, TO_BUS);
}

int edu_takes(const u8 *bytes, u32 length)
{
	memcpy(scratch, bytes, length);
	return edu_reads(scratch_address, length);
}

u32 edu_transfers(void)
{
	u32 made = transfers;

	transfers = 0;
	return made;
}

u32 edu_faults(void)
{
	return atomic_xchg(&faults, 0);
}

struct device *edu_device(void)
{
	return found ? &found->dev : NULL;
}

/* VT-d's interrupt (drivers/iommu/intel/dmar.c) comes before the engine's own. */
static int faulted(struct kprobe *probe, struct pt_regs *regs)
{
	atomic_inc(&faults);
	return 0;
}

static struct kprobe probe_of_faults = {
	.symbol_name = "dmar_fault",
	.pre_handler = faulted,
};

static int probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	int error = pcim_enable_device(dev);

	if (error)
		return error;
	registers = pcim_iomap(dev, 0, 0);
	if (!registers)
		return -ENOMEM;
	pci_set_master(dev);
	error = dma_set_mask_and_coherent(&dev->dev, DMA_BIT_MASK(64));
	if (error)
		return error;
	scratch = dmam_alloc_coherent(&dev->dev, PAGE_SIZE, &scratch_address, GFP_KERNEL);
	if (!scratch)
		return -ENOMEM;
	error = pci_alloc_irq_vectors(dev, 1, 1, PCI_IRQ_MSI);
	if (error < 0)
		return error;
	error = devm_request_irq(&dev->dev, pci_irq_vector(dev, 0), interrupted, 0, "conformance-edu", dev);
	if (!error)
		found = dev;
	return error;
}

static const struct pci_device_id ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },
	{ },
};

static struct pci_driver driver = {
	.name = "conformance-edu",
	.id_table = ids,
	.probe = probe,
};

int edu_start(void)
{
	int error = pci_register_driver(&driver);

	if (error || !found)
		return error;
	error = register_kprobe(&probe_of_faults);
	if (error)
		pci_unregister_driver(&driver);
	return error;
}

void edu_stop(void)
{
	if (found)
		unregister_kprobe(&probe_of_faults);
	pci_unregister_driver(&driver);
}
