//! Running steps over a block of points.

use std::ops::Range;

use super::Op;
use super::compile::{Code, DIRECT, Source, Step};
use super::fuse::Pass;
use super::op::known;
use crate::math::Real;
use crate::math::functions::{
    cos_near, cosh_by, exp_by, fma, is_near, ln_1p_by, ln_by, log2_by, log10_by, sin_near, sinh_by,
    tanh_by,
};

/// Points in a block: a few registers of them stay in the innermost cache.
pub(super) const BLOCK: usize = 256;

/// A number for each point of a block, on a cache line of its own.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Block(pub(super) [f64; BLOCK]);

impl Block {
    pub(super) const ZERO: Self = Self([0.0; BLOCK]);

    /// The numbers as a block; the points after the last are like the last.
    pub(super) fn of(numbers: &[f64]) -> Self {
        let mut block = Self([numbers.last().copied().unwrap_or(0.0); BLOCK]);
        block.0[..numbers.len()].copy_from_slice(numbers);
        block
    }
}

/// Registers of a program under way. One that is being written is taken out.
pub(super) struct Registers(Vec<Option<Box<Block>>>);

impl Registers {
    pub(super) fn new(code: &Code) -> Self {
        Self((0..code.registers).map(|_| Some(Box::new(Block::ZERO))).collect())
    }
}

/// An argument: a number for each point, or one for all.
#[derive(Clone, Copy)]
enum Argument<'a> {
    Each(&'a [f64; BLOCK]),
    All(f64),
}

/// What a step may read.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a> {
    /// Input columns, each this block of them.
    pub(super) columns: &'a [&'a Block],
    /// Scalars in force.
    pub(super) scalars: &'a [f64],
}

impl Inputs<'_> {
    #[inline(always)]
    fn read<'b>(&'b self, registers: &'b Registers, source: Source) -> Argument<'b> {
        match source {
            Source::Scalar(k) => Argument::All(self.scalars[k as usize]),
            Source::Column(k) => Argument::Each(&self.columns[k as usize].0),
            Source::Register(k) => match &registers.0[k as usize] {
                Some(block) => Argument::Each(&block.0),
                None => Argument::All(f64::NAN),
            },
        }
    }
}

impl Code {
    /// Take all steps for a block, and write the outputs to `range` of `out`.
    #[inline(always)]
    pub(super) fn run<const FUSED: bool>(
        &self,
        inputs: Inputs<'_>,
        registers: &mut Registers,
        out: &mut [&mut [f64]],
        range: Range<usize>,
    ) {
        let mut written = 0u64;
        for step in &self.steps {
            // A whole block that is an output goes straight to its place.
            if let Some(k) = step.output
                && let Ok(block) =
                    <&mut [f64; BLOCK]>::try_from(&mut out[k as usize][range.clone()])
            {
                take::<FUSED>(step, |k| inputs.read(registers, step.from[k]), block);
                written |= 1 << k;
                continue;
            }
            let Some(mut block) = registers.0[step.to as usize].take() else { continue };
            take::<FUSED>(step, |k| inputs.read(registers, step.from[k]), &mut block.0);
            registers.0[step.to as usize] = Some(block);
        }
        for (k, out) in out.iter_mut().enumerate() {
            if k < DIRECT && written & (1 << k) != 0 {
                continue;
            }
            match inputs.read(registers, self.outputs[k]) {
                Argument::Each(numbers) => {
                    out[range.clone()].copy_from_slice(&numbers[..range.len()]);
                }
                Argument::All(number) => out[range.clone()].fill(number),
            }
        }
    }
}

/// Take one step.
#[inline(always)]
fn take<'a, const FUSED: bool>(
    step: &Step,
    read: impl Fn(usize) -> Argument<'a>,
    out: &mut [f64; BLOCK],
) {
    let Pass { scale, gain, .. } = step.pass;
    match step.op {
        Op::Exp => match step.pass.root {
            Some(root) => {
                unary(out, read(0), |a| exp_by::<FUSED>(Real::sqrt(a * root) * scale) * gain);
            }
            None => unary(out, read(0), |a| exp_by::<FUSED>(a * scale) * gain),
        },
        Op::Ln => unary(out, read(0), |a| ln_by::<FUSED>(a * scale) * gain),
        Op::Ln1p => unary(out, read(0), |a| ln_1p_by::<FUSED>(a * scale) * gain),
        Op::Log2 => unary(out, read(0), |a| log2_by::<FUSED>(a * scale) * gain),
        Op::Log10 => unary(out, read(0), |a| log10_by::<FUSED>(a * scale) * gain),
        Op::Sinh => unary(out, read(0), |a| sinh_by::<FUSED>(a * scale) * gain),
        Op::Cosh => unary(out, read(0), |a| cosh_by::<FUSED>(a * scale) * gain),
        Op::Tanh => unary(out, read(0), |a| tanh_by::<FUSED>(a * scale) * gain),
        Op::Sin => wave(out, read(0), step.pass, sin_near::<FUSED>, Op::Sin),
        Op::Cos => wave(out, read(0), step.pass, cos_near::<FUSED>, Op::Cos),
        Op::Select => select(out, [read(0), read(1), read(2)]),
        Op::MulAdd => ternary(out, [read(0), read(1), read(2)], fma::<FUSED>),
        Op::MulSub => ternary(out, [read(0), read(1), read(2)], |a, b, c| fma::<FUSED>(a, b, -c)),
        Op::SubMul => ternary(out, [read(0), read(1), read(2)], |a, b, c| fma::<FUSED>(-a, b, c)),
        op => known!(op, |OP| match OP.arity() {
            1 => unary(out, read(0), |a| OP.of(a * scale, 0.0, 0.0) * gain),
            _ => binary(out, read(0), read(1), |a, b| OP.of(a, b, 0.0)),
        }),
    }
}

#[inline(always)]
fn unary(out: &mut [f64; BLOCK], a: Argument<'_>, f: impl Fn(f64) -> f64) {
    match a {
        Argument::Each(a) => {
            for (out, a) in out.iter_mut().zip(a) {
                *out = f(*a);
            }
        }
        Argument::All(a) => out.fill(f(a)),
    }
}

#[inline(always)]
fn binary(out: &mut [f64; BLOCK], a: Argument<'_>, b: Argument<'_>, f: impl Fn(f64, f64) -> f64) {
    match (a, b) {
        (Argument::Each(a), Argument::Each(b)) => {
            for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
                *out = f(*a, *b);
            }
        }
        (Argument::Each(a), Argument::All(b)) => unary(out, Argument::Each(a), |a| f(a, b)),
        (Argument::All(a), Argument::Each(b)) => unary(out, Argument::Each(b), |b| f(a, b)),
        (Argument::All(a), Argument::All(b)) => out.fill(f(a, b)),
    }
}

/// A product and a sum at once.
#[inline(always)]
fn ternary(out: &mut [f64; BLOCK], [a, b, c]: [Argument<'_>; 3], f: impl Fn(f64, f64, f64) -> f64) {
    match (a, b, c) {
        (Argument::Each(a), Argument::Each(b), Argument::Each(c)) => {
            for (((out, a), b), c) in out.iter_mut().zip(a).zip(b).zip(c) {
                *out = f(*a, *b, *c);
            }
        }
        (Argument::All(a), b, c) => binary(out, b, c, |b, c| f(a, b, c)),
        (a, Argument::All(b), c) => binary(out, a, c, |a, c| f(a, b, c)),
        (a, b, Argument::All(c)) => binary(out, a, b, |a, b| f(a, b, c)),
    }
}

/// Sine or cosine: in one sweep where all angles are near, else one by one.
#[inline(always)]
fn wave(out: &mut [f64; BLOCK], a: Argument<'_>, pass: Pass, near: impl Fn(f64) -> f64, op: Op) {
    let Pass { scale, gain, .. } = pass;
    let exact = |a: f64| op.of(a * scale, 0.0, 0.0) * gain;
    let Argument::Each(angles) = a else { return unary(out, a, exact) };
    if angles.iter().fold(true, |all, a| all & is_near(*a * scale)) {
        unary(out, a, |a| near(a * scale) * gain);
    } else {
        unary(out, a, exact);
    }
}

#[inline(always)]
fn select(out: &mut [f64; BLOCK], arguments: [Argument<'_>; 3]) {
    let at = |argument: Argument<'_>, i: usize| match argument {
        Argument::Each(numbers) => numbers[i],
        Argument::All(number) => number,
    };
    for (i, out) in out.iter_mut().enumerate() {
        let [a, b, c] = arguments.map(|argument| at(argument, i));
        *out = Op::Select.of(a, b, c);
    }
}
