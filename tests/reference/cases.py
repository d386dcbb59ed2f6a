"""What is run: the methods of the libraries, each with two settings, A and B, and on every landscape with a
rate and from a start. Read by libraries.py and streams.py.
"""

# The start on each landscape, for the settings A and B.
STARTS = {
    "quadratic_k100_t30": ((4.0, -2.5), (-3.0, 4.2)),
    "rosenbrock": ((-1.2, 1.0), (0.3, -0.4)),
    "himmelblau": ((0.0, 0.5), (1.5, -3.5)),
    "beale": ((-1.5, 1.2), (1.0, -0.6)),
}
# Other starts where from the usual one rounding grows so much that no two programs agree to 1e-9
# after 60 steps.
OTHER_STARTS = {
    "adadelta/rosenbrock/B": (-0.8, -0.3),
    "nadam/beale/A": (0.4, -1.1),
    "nadam_decay/beale/A": (0.4, -1.1),
    "lbfgs_strong_wolfe/rosenbrock/A": (0.1, 1.6),
    "lbfgs_strong_wolfe/beale/A": (2.1, -0.2),
    "lbfgs_strong_wolfe_20/beale/A": (2.1, -0.2),
    "lbfgs_fixed_20/rosenbrock/A": (1.4, 1.1),
    "lbfgs_fixed_20/beale/A": (2.1, -0.2),
    "lbfgs_fixed_20/beale/B": (2.1, -0.2),
    "lbfgs_fixed/beale/A": (2.1, -0.2),
    "adadelta_optax/rosenbrock/B": (-0.8, -0.3),
    "nesterov_fista/beale/A": (2.1, -0.2),
    "adam+clip_value_0.5/rosenbrock": (-0.8, -0.3),
    "adam+clip_norm_1.0/beale": (2.1, -0.2),
    "adam+clip_value_0.5/beale": (2.1, -0.2),
    "rmsprop+clip_norm_20.0/rosenbrock": (-0.8, -0.3),
    "rmsprop+clip_norm_1.0/beale": (1.7, 0.1),
    "rmsprop+clip_norm_20.0/beale": (0.4, -1.1),
    "optax_adam+clip_value_0.5/rosenbrock": (-0.8, -0.3),
}


def setting(optimizer, *rates, **knobs):
    """A method of this program, its rates on the landscapes in the order of STARTS, and its knobs."""
    return optimizer, rates, knobs


# By name: the library's function, and the settings A and B.
METHODS = {
    "sgd": ("torch.optim.SGD", [
        setting("gd", 0.015, 0.001, 0.01, 0.01, weight_decay=0),
        setting("gd", 0.006, 0.0004, 0.004, 0.004, weight_decay=0),
    ]),
    "sgd_momentum": ("torch.optim.SGD", [
        setting("momentum", 0.004, 0.00015, 0.002, 0.002, momentum=0.9, dampening=0, weight_decay=0),
        setting("momentum", 0.006, 0.000225, 0.003, 0.003, momentum=0.7, dampening=0, weight_decay=0),
    ]),
    "sgd_dampening": ("torch.optim.SGD", [
        setting("momentum", 0.004, 0.00015, 0.002, 0.002, momentum=0.9, dampening=0.1, weight_decay=0),
        setting("momentum", 0.008, 0.0003, 0.004, 0.004, momentum=0.8, dampening=0.5, weight_decay=0),
    ]),
    "sgd_nesterov": ("torch.optim.SGD", [
        setting("nesterov", 0.004, 0.00015, 0.002, 0.002, momentum=0.9, weight_decay=0),
        setting("nesterov", 0.006, 0.000225, 0.003, 0.003, momentum=0.6, weight_decay=0),
    ]),
    "sgd_weight_decay": ("torch.optim.SGD", [
        setting("gd", 0.009, 0.0006, 0.006, 0.006, weight_decay=0.05),
        setting("momentum", 0.003, 0.0002, 0.002, 0.002, momentum=0.8, dampening=0, weight_decay=0.01),
    ]),
    "adagrad": ("torch.optim.Adagrad", [
        setting("adagrad", 0.6, 0.2, 0.5, 0.3, lr_decay=0, weight_decay=0, eps=1e-10, initial_accumulator=0),
        setting("adagrad", 0.3, 0.1, 0.25, 0.15,
                lr_decay=0, weight_decay=0, eps=0.001, initial_accumulator=0),
    ]),
    "adagrad_lr_decay": ("torch.optim.Adagrad", [
        setting("adagrad", 0.6, 0.2, 0.5, 0.3,
                lr_decay=0.02, weight_decay=0, eps=1e-10, initial_accumulator=0),
        setting("adagrad", 0.42, 0.14, 0.35, 0.21,
                lr_decay=0.1, weight_decay=0.01, eps=1e-10, initial_accumulator=0),
    ]),
    "adagrad_init_acc": ("torch.optim.Adagrad", [
        setting("adagrad", 0.6, 0.2, 0.5, 0.3,
                lr_decay=0, weight_decay=0, eps=1e-10, initial_accumulator=0.1),
        setting("adagrad", 0.48, 0.16, 0.4, 0.24,
                lr_decay=0, weight_decay=0, eps=1e-10, initial_accumulator=5.0),
    ]),
    "adadelta": ("torch.optim.Adadelta", [
        setting("adadelta", 1.0, 1.0, 1.0, 1.0, rho=0.9, eps=1e-06, weight_decay=0),
        setting("adadelta", 5.0, 5.0, 5.0, 5.0, rho=0.95, eps=0.0001, weight_decay=0),
    ]),
    "rmsprop": ("torch.optim.RMSprop", [
        setting("rmsprop", 0.05, 0.01, 0.05, 0.03,
                alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False),
        setting("rmsprop", 0.03, 0.006, 0.03, 0.018,
                alpha=0.9, eps=0.0001, weight_decay=0, momentum=0, centered=False),
    ]),
    "rmsprop_centered": ("torch.optim.RMSprop", [
        setting("rmsprop", 0.05, 0.01, 0.05, 0.03,
                alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=True),
        setting("rmsprop", 0.025, 0.005, 0.025, 0.015,
                alpha=0.9, eps=0.001, weight_decay=0, momentum=0, centered=True),
    ]),
    "rmsprop_momentum": ("torch.optim.RMSprop", [
        setting("rmsprop", 0.015, 0.003, 0.015, 0.009,
                alpha=0.99, eps=1e-08, weight_decay=0, momentum=0.9, centered=False),
        setting("rmsprop", 0.02, 0.004, 0.02, 0.012,
                alpha=0.9, eps=0.001, weight_decay=0.01, momentum=0.5, centered=True),
    ]),
    "adam": ("torch.optim.Adam", [
        setting("adam", 0.15, 0.03, 0.1, 0.1,
                eps=1e-08, weight_decay=0, amsgrad=False, beta1=0.9, beta2=0.999),
        setting("adam", 0.3, 0.06, 0.2, 0.2,
                eps=0.0001, weight_decay=0, amsgrad=False, beta1=0.8, beta2=0.99),
    ]),
    "adam_l2": ("torch.optim.Adam", [
        setting("adam", 0.15, 0.03, 0.1, 0.1,
                eps=1e-08, weight_decay=0.1, amsgrad=False, beta1=0.9, beta2=0.999),
        setting("adam", 0.075, 0.015, 0.05, 0.05,
                eps=1e-08, weight_decay=0.01, amsgrad=False, beta1=0.7, beta2=0.9),
    ]),
    "amsgrad": ("torch.optim.Adam", [
        setting("adam", 0.15, 0.03, 0.1, 0.1,
                eps=1e-08, weight_decay=0, amsgrad=True, beta1=0.9, beta2=0.999),
        setting("adam", 0.225, 0.045, 0.15, 0.15,
                eps=1e-08, weight_decay=0, amsgrad=True, beta1=0.9, beta2=0.9),
    ]),
    "adamw": ("torch.optim.AdamW", [
        setting("adamw", 0.15, 0.03, 0.1, 0.1,
                eps=1e-08, weight_decay=0.01, amsgrad=False, beta1=0.9, beta2=0.999),
        setting("adamw", 0.12, 0.024, 0.08, 0.08,
                eps=1e-08, weight_decay=0.3, amsgrad=False, beta1=0.85, beta2=0.99),
    ]),
    "adamax": ("torch.optim.Adamax", [
        setting("adamax", 0.15, 0.03, 0.1, 0.1, eps=1e-08, weight_decay=0, beta1=0.9, beta2=0.999),
        setting("adamax", 0.09, 0.018, 0.06, 0.06, eps=0.001, weight_decay=0.05, beta1=0.8, beta2=0.9),
    ]),
    "nadam": ("torch.optim.NAdam", [
        setting("nadam", 0.15, 0.03, 0.1, 0.1,
                eps=1e-08, weight_decay=0, momentum_decay=0.004,
                decoupled_weight_decay=False, beta1=0.9, beta2=0.999),
        setting("nadam", 0.09, 0.018, 0.06, 0.06,
                eps=1e-08, weight_decay=0, momentum_decay=0.05,
                decoupled_weight_decay=False, beta1=0.95, beta2=0.99),
    ]),
    "nadam_decay": ("torch.optim.NAdam", [
        setting("nadam", 0.15, 0.03, 0.1, 0.1,
                eps=1e-08, weight_decay=0.1, momentum_decay=0.004,
                decoupled_weight_decay=True, beta1=0.9, beta2=0.999),
        setting("nadam", 0.075, 0.015, 0.05, 0.05,
                eps=1e-08, weight_decay=0.05, momentum_decay=0.004,
                decoupled_weight_decay=False, beta1=0.9, beta2=0.999),
    ]),
    "radam": ("torch.optim.RAdam", [
        setting("radam", 0.012, 0.0008, 0.008, 0.008,
                eps=1e-08, weight_decay=0, decoupled_weight_decay=False, beta1=0.9, beta2=0.999),
        setting("radam", 0.015, 0.001, 0.01, 0.01,
                eps=0.001, weight_decay=0, decoupled_weight_decay=False, beta1=0.9, beta2=0.9),
    ]),
    "radam_decay": ("torch.optim.RAdam", [
        setting("radam", 0.015, 0.001, 0.01, 0.01,
                eps=1e-08, weight_decay=0.1, decoupled_weight_decay=True, beta1=0.9, beta2=0.999),
        setting("radam", 0.015, 0.001, 0.01, 0.01,
                eps=1e-08, weight_decay=0.05, decoupled_weight_decay=False, beta1=0.9, beta2=0.98),
    ]),
    "rprop": ("torch.optim.Rprop", [
        setting("rprop", 0.15, 0.03, 0.1, 0.1, eta_minus=0.5, eta_plus=1.2, step_min=1e-06, step_max=50),
        setting("rprop", 0.075, 0.015, 0.05, 0.05, eta_minus=0.3, eta_plus=1.5, step_min=0.001, step_max=0.5),
    ]),
    "asgd": ("torch.optim.ASGD", [
        setting("asgd", 0.0075, 0.0005, 0.005, 0.005, lambd=0.0001, alpha=0.75, t0=20, weight_decay=0),
        setting("asgd", 0.0045, 0.0003, 0.003, 0.003, lambd=0.05, alpha=0.6, t0=0, weight_decay=0),
    ]),
    "lbfgs_strong_wolfe": ("torch.optim.LBFGS", [
        setting("lbfgs", 1.0, 1.0, 1.0, 1.0, memory=100, max_iter=1, line_search="strong_wolfe"),
        setting("lbfgs", 0.5, 0.5, 0.5, 0.5, memory=2, max_iter=1, line_search="strong_wolfe"),
    ]),
    "lbfgs_strong_wolfe_20": ("torch.optim.LBFGS", [
        setting("lbfgs", 1.0, 1.0, 1.0, 1.0, memory=100, max_iter=20, line_search="strong_wolfe"),
        setting("lbfgs", 0.7, 0.7, 0.7, 0.7, memory=100, max_iter=5, line_search="strong_wolfe"),
    ]),
    "lbfgs_fixed_20": ("torch.optim.LBFGS", [
        setting("lbfgs", 0.2, 0.1, 0.2, 0.15, memory=100, max_iter=20, line_search="none"),
        setting("lbfgs", 0.1, 0.05, 0.1, 0.075, memory=100, max_iter=7, line_search="none"),
    ]),
    "lbfgs_fixed": ("torch.optim.LBFGS", [
        setting("lbfgs", 0.2, 0.1, 0.2, 0.15, memory=100, max_iter=1, line_search="none"),
        setting("lbfgs", 0.1, 0.05, 0.1, 0.075, memory=3, max_iter=1, line_search="none"),
    ]),
    "heavy_ball": ("optax.sgd", [
        setting("momentum", 0.004, 0.00015, 0.002, 0.002, momentum=0.9),
        setting("momentum", 0.006, 0.000225, 0.003, 0.003, momentum=0.6),
    ]),
    "nesterov": ("optax.sgd", [
        setting("nesterov", 0.004, 0.00015, 0.002, 0.002, momentum=0.9),
        setting("nesterov", 0.006, 0.000225, 0.003, 0.003, momentum=0.6),
    ]),
    "lion": ("optax.lion", [
        setting("lion", 0.0214, 0.0107, 0.0214, 0.0214, beta1=0.9, beta2=0.99, weight_decay=0.0),
        setting("lion", 0.0106, 0.0053, 0.0106, 0.0106, beta1=0.95, beta2=0.98, weight_decay=0.1),
    ]),
    "yogi": ("optax.yogi", [
        setting("yogi", 0.15, 0.03, 0.1, 0.1, beta1=0.9, beta2=0.999, eps=0.001),
        setting("yogi", 0.09, 0.018, 0.06, 0.06, beta1=0.8, beta2=0.99, eps=0.01),
    ]),
    "adabelief": ("optax.adabelief", [
        setting("adabelief", 0.15, 0.03, 0.1, 0.1, beta1=0.9, beta2=0.999, eps=1e-16, eps_root=1e-16),
        setting("adabelief", 0.075, 0.015, 0.05, 0.05, beta1=0.8, beta2=0.99, eps=1e-08, eps_root=1e-06),
    ]),
    "adam_optax": ("optax.adam", [
        setting("adam", 0.15, 0.03, 0.1, 0.1, beta1=0.9, beta2=0.999, eps=1e-08),
    ]),
    "adamw_optax": ("optax.adamw", [
        setting("adamw", 0.15, 0.03, 0.1, 0.1, beta1=0.9, beta2=0.999, eps=1e-08, weight_decay=0.1),
        setting("adamw", 0.09, 0.018, 0.06, 0.06, beta1=0.8, beta2=0.98, eps=1e-08, weight_decay=0.0001),
    ]),
    "adadelta_optax": ("optax.adadelta", [
        setting("adadelta", 5.0, 5.0, 5.0, 5.0, rho=0.95, eps=0.0001, weight_decay=0.0),
        setting("adadelta", 2.0, 2.0, 2.0, 2.0, rho=0.9, eps=0.001, weight_decay=0.01),
    ]),
    "sign_sgd": ("optax.sign_sgd", [
        setting("lion", 0.0206, 0.0103, 0.0206, 0.0206, beta1=0.0, weight_decay=0.0),
        setting("lion", 0.0074, 0.0037, 0.0074, 0.0074, beta1=0.0, weight_decay=0.0),
    ]),
    "adan": ("pytorch_optimizer.Adan", [
        setting("adan", 0.15, 0.03, 0.1, 0.1,
                decoupled_weight_decay=False, beta1=0.98, beta2=0.92, beta3=0.99,
                eps=1e-08, weight_decay=0.0),
        setting("adan", 0.075, 0.015, 0.05, 0.05,
                decoupled_weight_decay=True, beta1=0.9, beta2=0.8, beta3=0.95, eps=1e-08, weight_decay=0.05),
    ]),
    "heavy_ball_textbook": ("textbook.heavy_ball", [
        setting("momentum", 0.004, 0.00015, 0.002, 0.002, momentum=0.9),
        setting("momentum", 0.006, 0.000225, 0.003, 0.003, momentum=0.6),
    ]),
    "nag_textbook": ("textbook.nag", [
        setting("nesterov", 0.004, 0.00015, 0.002, 0.002, momentum=0.9),
        setting("nesterov", 0.006, 0.000225, 0.003, 0.003, momentum=0.6),
    ]),
    "newton": ("textbook.newton", [
        setting("newton", 1.0, 1.0, 1.0, 1.0),
        setting("newton", 0.3, 0.3, 0.3, 0.3),
    ]),
    "levenberg_newton": ("textbook.levenberg_newton", [
        setting("newton", 1.0, 1.0, 1.0, 1.0, damping=20.0),
        setting("newton", 1.0, 1.0, 1.0, 1.0, damping=5.0),
    ]),
    "gd_armijo": ("textbook.gd_armijo", [
        setting("conjugate_gradient", 1.0, 1.0, 1.0, 1.0,
                update="steepest", line_search="armijo", shrink=0.5, c1=0.0001),
        setting("conjugate_gradient", 0.5, 0.5, 0.5, 0.5,
                update="steepest", line_search="armijo", shrink=0.8, c1=0.1),
    ]),
    "steepest_exact": ("textbook.steepest_exact", [
        setting("conjugate_gradient", 1.0, update="steepest", line_search="exact"),
        setting("conjugate_gradient", 1.0, update="steepest", line_search="exact"),
    ]),
    "nesterov_fista": ("textbook.fista", [
        setting("nesterov", 0.0075, 0.0005, 0.005, 0.005, growing=True),
        setting("nesterov", 0.0045, 0.0003, 0.003, 0.003, growing=True),
    ]),
}
